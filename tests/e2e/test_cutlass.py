"""CUTLASS's headers of each version (pkgs/cutlass). examples/linear-gelu compiles the newest."""


def test_each_version_of_cutlass_has_the_headers_of_that_version(nix, builder):
    """Each build compares the version in the headers with the package's name."""
    packages = f'(builtins.getFlake "path:{builder}").legacyPackages.x86_64-linux'
    headers = f"builtins.attrValues ({packages}.callPackage {builder}/pkgs/cutlass {{ }})"
    nix("build", "--impure", "--no-link", "--expr", headers)
