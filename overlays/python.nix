# Python with its packages, and the build tools that come from wheels.
final: _: {
  # Further overlays append overlays of Python packages to this list.
  pythonOverlays = [ ];
  python3 = final.callPackage ../pkgs/python { };
  wheelTool = final.callPackage ../pkgs/wheel-tool { };
  cmake = final.callPackage ../pkgs/cmake { };
  ninja = final.callPackage ../pkgs/ninja { };
}
