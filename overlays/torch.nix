# Torch of a build config, in the set of Python packages.
{
  # Torch's pin, and those of what it needs beyond the set, by distribution.
  pins,
}:
final: prev: {
  pythonOverlays = prev.pythonOverlays ++ [
    (import ../pkgs/torch { inherit pins; })
  ];
  # The CUDA that this Torch was built for, null for a build without.
  torchCuda = (import ../pkgs/torch/wheels.nix).cudaOf pins;
  torch = final.python3.pkgs.torch;
}
