{
  "a package without a pinned wheel" = {
    value = import ../../../../lib/python/depends.nix { general.python-depends = [ "helion" ]; } "cpu" { };
    message = ''
      build.toml: general.python-depends: kernel-builder has no wheel of "helion"
        in kernel-builder's repository, add it to pkgs/python/packages.txt and run `nix run .#update-pins -- python`'';
  };
}
