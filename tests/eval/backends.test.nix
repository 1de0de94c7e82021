let
  backends = import ../../lib/backends.nix;
in
{
  "tags are those that `kernels` parses" = {
    actual = [
      (backends.cpu.tag null)
      (backends.cuda.tag "12.6")
      (backends.rocm.tag "7.1")
      (backends.xpu.tag "2025.3")
    ];
    expected = [
      "cpu"
      "cu126"
      "rocm71"
      "xpu20253"
    ];
  };
  "a default is picked in the order CUDA, ROCm, XPU, CPU" = {
    actual = builtins.sort (a: b: backends.${a}.rank < backends.${b}.rank) (builtins.attrNames backends);
    expected = [
      "cuda"
      "rocm"
      "xpu"
      "cpu"
    ];
  };
}
