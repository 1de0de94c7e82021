# The backends of a kernel that have no variant on a system, buildable or not, each with the reason: records
# { backend; reason; }, for list-variants. `backend` is null if the kernel lists none.
{
  # The rows of lib/backends; all records of versions.nix, and the ones that `torchVersions` chose.
  backends,
  versions,
  chosen,
}:
{
  kernelConfig,
  system,
  # See build-configs.nix.
  configs,
}:
let
  inherit (builtins)
    attrNames
    concatStringsSep
    elem
    filter
    sort
    compareVersions
    ;
  inherit (import ../frameworks.nix) within;
  sortedUnique = import ../sorted-unique.nix;
  inherit (kernelConfig) general;

  # The bounds of a table as build.toml writes them: `minver = "13.5"`.
  boundsOf =
    path: table:
    concatStringsSep " and " (
      map (key: "${path}.${key} = \"${table.${key}}\"") (
        filter (key: table ? ${key}) [ "minver" "maxver" ]
      )
    );
  listed = texts: concatStringsSep ", " (sort (a: b: compareVersions a b < 0) (sortedUnique texts));

  reasonOf =
    backend:
    let
      row = backends.${backend};
      ofBackend = if row.borrowsRecords or false then "cpu" else backend;
      recordsIn = filter (record: record.backend == ofBackend && elem system record.systems);
      all = recordsIn versions;
      left = recordsIn chosen;
      table = general.${backend} or { };
      inBounds = filter (record: record.version == null || within table record.version) left;
      torch = kernelConfig.torch or { };
    in
    if all == [ ] then
      "kernel-builder has no ${row.label} for ${system}"
    else if left == [ ] then
      "`torchVersions` in flake.nix leaves none of its records"
    else if inBounds == [ ] then
      "${boundsOf "general.${backend}" table} in build.toml leaves none of ${row.label} ${
        listed (map (record: record.version) left)
      }"
    else if torch ? minver || torch ? maxver then
      "${boundsOf "torch" torch} in build.toml leaves none of Torch ${listed (map (record: record.torch) inBounds)}"
    else
      "torch.stable-abi in build.toml is newer than Torch ${listed (map (record: record.torch) inBounds)}";

  without = filter (backend: !(elem backend (map (config: config.backend) configs))) (
    filter (backend: elem backend general.backends) (attrNames backends)
  );
in
if general.backends == [ ] then
  [ { backend = null; reason = "general.backends in build.toml is empty"; } ]
else
  map (backend: { inherit backend; reason = reasonOf backend; }) without
