let
  wheels = import ../../../../pkgs/torch/wheels.nix;
  config = torch: system: { inherit torch system; };
in
{
  cpu = {
    "a CPU variant takes PyTorch's CPU build, which needs nothing of NVIDIA's" = {
      actual = builtins.attrNames (wheels.cpu (config "2.13" "x86_64-linux"));
      expected = [ "torch" "triton" ];
    };
    "without one it takes PyPI's" = {
      actual = (wheels.cpu (config "2.11" "x86_64-linux")).torch.version;
      expected = "2.11.0";
    };
  };
  pypi = {
    "a Torch that is not pinned has no wheels" = {
      actual = wheels.pypi (config "1.0" "x86_64-linux");
      expected = null;
    };
  };
  cxxStandardOf = {
    "Torch 2.14 is the first whose headers ask for C++20" = {
      actual = map wheels.cxxStandardOf [ "2.9" "2.13" "2.14" ];
      expected = [ 17 17 20 ];
    };
  };
  cudaOf = {
    "the CUDA that Torch was built for is the version of the runtime that it requires" = {
      actual = map (torch: wheels.cudaOf (wheels.pypi (config torch "x86_64-linux"))) [ "2.10" "2.11" "2.13" ];
      expected = [ "12.8" "13.0" "13.0" ];
    };
    "a build without CUDA has none" = {
      actual = wheels.cudaOf (wheels.pypi (config "2.10" "aarch64-linux"));
      expected = null;
    };
  };
}
