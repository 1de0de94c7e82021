let
  inherit (import ../../../../lib/backends/cuda-capabilities.nix) capabilitiesOf;
  table = builtins.fromJSON (builtins.readFile ../../../../pkgs/cuda/capabilities.json);
  toolkit = builtins.concatStringsSep ", " table."13.0".toolkit;
  prefix = "build.toml: kernel.k.cuda-capabilities: ";
  of =
    version: compilerIsOwn: cuda-capabilities:
    capabilitiesOf { inherit version compilerIsOwn; } "k" { inherit cuda-capabilities; };
in
{
  "capabilities that only a newer compiler makes" = {
    value = of "12.8" false [ "10.0a" ];
    message = ''
      ${prefix}the compiler for CUDA 12.8 knows GPUs up to 9.0, and the list has only 10.0a
        add a capability up to 9.0, or set general.cuda.minver = "13.0", whose compiler knows newer GPUs'';
  };
  "capabilities that the CUDA no longer has" = {
    value = of "13.0" true [ "6.0" "7.0" ];
    message = ''
      build.toml: kernel.k.cuda-capabilities: CUDA 13.0 has none of 6.0, 7.0
        add one of ${toolkit}, or set general.cuda.maxver to a CUDA that has yours'';
  };
}
