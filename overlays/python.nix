# Python with its wheels, and the build tools that come as wheels.
final: _: {
  # Further overlays append to this to add Python packages.
  pythonOverlays = [ ];
  python3 = final.callPackage ../pkgs/python { };
  wheelTool = final.callPackage ../pkgs/wheel-tool { };
  cmake = final.callPackage ../pkgs/cmake { };
  ninja = final.callPackage ../pkgs/ninja { };
}
