# The project's own packages.
final: _: {
  kernelBuilder = final.callPackage ../pkgs/kernel-builder { };
  makeUpload = final.callPackage ../pkgs/upload { };
  makeBuildAndCopy = final.callPackage ../pkgs/build-and-copy { };
}
