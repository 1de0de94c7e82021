# The build configs of a system, from versions.nix, each with the names of its variant.
let
  inherit (builtins)
    elem
    filter
    map
    replaceStrings
    ;
  backends = import ./backends.nix;
  digits = replaceStrings [ "." ] [ "" ];
in
# versions: records { torch; backend; version; systems; }, as in versions.nix.
versions: system:
map (
  record:
  let
    backend = backends.${record.backend};
    # The name that `kernels` resolves a variant by.
    short = "torch${digits record.torch}-cxx11-${backend.tag record.version}";
    config = {
      inherit system short;
      inherit (record) torch backend version;
      name = "${short}-${system}";
      inherit (backend) rank;
    };
  in
  config // { missing = backend.missing config; }
) (filter (record: elem system record.systems) versions)
