# The project's own packages.
final: _: {
  kernelBuilder = final.callPackage ../pkgs/kernel-builder { };
  updatePins = final.callPackage ../pkgs/update-pins { };
  makeMirror = final.callPackage ../pkgs/mirror { };
  makeUpload = final.callPackage ../pkgs/upload { };
  makeBuildAndCopy = final.callPackage ../pkgs/build-and-copy { };
}
