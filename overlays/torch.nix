# Torch of a build config, in the set of Python packages.
{ pin }:
final: prev: {
  pythonOverlays = prev.pythonOverlays ++ [
    (pythonFinal: _: {
      torch = import ../pkgs/torch {
        pythonPackages = pythonFinal;
        inherit pin;
      };
    })
  ];
  torch = final.python3.pkgs.torch;
}
