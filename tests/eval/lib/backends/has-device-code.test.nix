let
  hasDeviceCode = import ../../../../lib/backends/has-device-code.nix;
in
{
  has-device-code = {
    "sources in CUDA and HIP are device code, C++ and headers are none" = {
      actual = map (src: hasDeviceCode { inherit src; }) [
        [ "k/a.cpp" "k/a.cu" ]
        [ "k/a.hip" ]
        [ "k/a.cpp" "k/a.cuh" "k/a.h" ]
      ];
      expected = [ true true false ];
    };
  };
}
