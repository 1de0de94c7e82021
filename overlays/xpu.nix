# SYCL's compiler of a build config, and Torch's headers and libraries for XPU.
{
  # oneAPI's version, `2025.3`.
  version,
}:
final: _: {
  syclToolkit = final.callPackage ../pkgs/sycl { } { inherit version; };
  syclCpuDevice = final.callPackage ../pkgs/sycl/cpu-device.nix { } { inherit version; };
  spirvTools = final.callPackage ../pkgs/spirv-tools { };
  torchXpu = final.callPackage ../pkgs/torch-xpu { } { oneapi = version; };
}
