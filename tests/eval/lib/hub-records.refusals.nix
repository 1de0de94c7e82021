let
  inherit (import ../../../lib/hub-records.nix) fromHub;
  reason = "genKernelFlakeOutputs: `torchVersions` returned a record that names no Torch or no backend: ";
  remedy = "  a record has torchVersion, systems, and one of cudaVersion, rocmVersion, xpuVersion, cpu";
in
{
  "a record without a backend" = {
    value = fromHub [ { torchVersion = "2.13"; } ];
    message = ''
      ${reason}{"torchVersion":"2.13"}
      ${remedy}'';
  };
  "a record without a Torch" = {
    value = fromHub [ { cpu = true; } ];
    message = ''
      ${reason}{"cpu":true}
      ${remedy}'';
  };
}
