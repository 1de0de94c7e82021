# The Torch of a build config, added to the Python packages.
{
  # Pins by distribution: Torch, and the packages that it needs and the set does not have.
  pins,
}:
final: prev: {
  pythonOverlays = prev.pythonOverlays ++ [
    (import ../pkgs/torch { inherit pins; })
  ];
  # The CUDA that this Torch was built for; null for a build without CUDA.
  torchCuda = (import ../pkgs/torch/wheels.nix).cudaOf pins;
  torch = final.python3.pkgs.torch;
}
