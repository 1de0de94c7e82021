let
  lib = import ../../../lib { builder = { }; };
in
{
  lib = {
    "it offers these functions and data" = {
      actual = builtins.attrNames lib;
      expected = [ "genKernelFlakeOutputs" "makePackageSet" "readKernelConfig" "systems" "variants" ];
    };
    "two calls give the build configs of a folder" = {
      actual = builtins.head (
        map (config: config.short) (lib.variants (lib.readKernelConfig ../../kernels/small) "x86_64-linux")
      );
      expected = "torch210-cxx11-cpu";
    };
  };
}
