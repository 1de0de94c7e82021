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
      actual = map (config: config.short) (lib.variants (lib.readKernelConfig ../../kernels/small) "x86_64-linux");
      expected = [ "torch210-cxx11-cpu" "torch211-cxx11-cpu" "torch213-cxx11-cpu" ];
    };
  };
}
