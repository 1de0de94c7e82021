# The project's own packages.
final: _: {
  kernelBuilder = final.callPackage ../pkgs/kernel-builder { };
  makeBuildAndCopy = final.callPackage ../pkgs/build-and-copy { };
}
