# Records of versions.nix in the form that a `torchVersions` function reads: with the keys of the Hub's builder beside
# ours. A key that does not apply is absent, so that `version ? cudaVersion` selects the records for CUDA.
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    fromJSON
    head
    intersectAttrs
    match
    readFile
    toJSON
    ;
  # Backend → the Hub's key for its version.
  versionKeys = {
    cuda = "cudaVersion";
    rocm = "rocmVersion";
    xpu = "xpuVersion";
  };
  ours = {
    torch = null;
    backend = null;
    version = null;
    systems = null;
  };
  systems = import ../pkgs/base/systems.nix;
  tvmFfi = (fromJSON (readFile ../pkgs/python/lock/x86_64-linux.json)).apache-tvm-ffi.version;

  # The backend of a record in either form, or null. Metal's variants have no records of their own.
  backendOf =
    record:
    let
      named = filter (backend: record ? ${versionKeys.${backend}}) (attrNames versionKeys);
    in
    record.backend or (if named != [ ] then head named else if record.cpu or false then "cpu" else null);

  # Whether a bundle builds the record by default. A record that a flake writes itself is one that its author wants.
  inBundle = record: record.bundleBuild or record.bundle or true;

  # `2.13.0` → `2.13`; null stays null.
  shorten = version: if version == null then null else head (match "([0-9]+\\.[0-9]+).*" version);
in
rec {
  # A record of versions.nix with both kinds of keys.
  toHub =
    record:
    record
    // {
      torchVersion = record.torch;
      tvmFfiVersion = shorten tvmFfi;
      bundleBuild = inBundle record;
    }
    // (
      if versionKeys ? ${record.backend} then
        { ${versionKeys.${record.backend}} = record.version; }
      else
        { ${record.backend} = true; }
    );

  # The records of versions.nix that a list of records, each in either form, stands for. Throws for a record in neither
  # form.
  fromHub =
    let
      ourRecord =
        record:
        let
          backend = backendOf record;
          isOurs = attrNames (intersectAttrs ours record) == attrNames ours;
        in
        if isOurs then
          [ (intersectAttrs ours record // { bundle = inBundle record; }) ]
        else if record.metal or false then
          [ ]
        else if backend == null || !(record ? torchVersion) then
          throw (
            "genKernelFlakeOutputs: `torchVersions` returned a record that names no Torch or no backend: "
            + "${toJSON record}\n"
            + "  a record has torchVersion, systems, and one of cudaVersion, rocmVersion, xpuVersion, cpu"
          )
        else
          [
            {
              torch = shorten record.torchVersion;
              inherit backend;
              bundle = inBundle record;
              version = shorten (record.${versionKeys.${backend} or ""} or null);
              systems = filter (system: systems ? ${system}) (
                record.systems or [ "x86_64-linux" ]
              );
            }
          ];
    in
    concatMap ourRecord;

  # Apply a `torchVersions` function to the records of versions.nix.
  choose = function: records: fromHub (function (map toHub records));
}
