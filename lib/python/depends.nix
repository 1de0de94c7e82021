# The Python packages that build.toml names in python-depends, from the pinned wheels.
# kernelConfig: build.toml. backend: the variant's. ps: the set of Python packages.
kernelConfig: backend: ps:
let
  inherit (kernelConfig) general;
  sortedUnique = import ../sorted-unique.nix;
  # Name in build.toml → distribution on PyPI, where they differ (python_depends.json of `kernels`).
  distributions = {
    onednn = "onednn-devel";
    tvm-ffi = "apache-tvm-ffi";
  };
  # Every kernel with [tvm-ffi] imports the TVM FFI.
  implied = if kernelConfig ? tvm-ffi then [ "tvm-ffi" ] else [ ];
  names = sortedUnique (
    implied ++ general.python-depends or [ ] ++ (general.${backend} or { }).python-depends or [ ]
  );
in
map (
  name:
  ps.${distributions.${name} or name} or (throw (
    "build.toml: general.python-depends: kernel-builder has no wheel of \"${name}\"\n"
    + "  in kernel-builder's repository, add it to pkgs/python/packages.txt and run `nix run .#update-pins -- python`"
  ))
) names
