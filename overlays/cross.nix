# The packages that differ if the host's programs do not run on the machine that builds.
final: prev: {
  # The programs of the compiler, which run on the machine that builds, with the headers and libraries of the host.
  compilerRoot = final.callPackage ../pkgs/cross/compiler-root.nix { };
  cc = final.callPackage ../pkgs/cc {
    debianRoot = final.compilerRoot;
    setupHook = "${final.callPackage ../pkgs/cross/setup-hook.nix { }}/hook";
  };
  sysroot = final.callPackage ../pkgs/sysroot {
    debianRoot = final.compilerRoot;
    stdenvNoCC = final.stdenvWith [ final.compilerRoot ];
  };

  # The host's programs run under emulation, also Python with packages.
  emulator = final.callPackage ../pkgs/cross/emulator.nix { };
  python3 = final.callPackage ../pkgs/cross/python.nix { inherit (prev) python3; };
}
