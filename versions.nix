# The build matrix: a row per Torch, with the versions of each backend that PyTorch builds this Torch for. The value is
# a list of records { torch; backend; version; systems; bundle; }, one per Torch, backend and version.
#
# `nix run .#update-pins -- torch 2.16` adds a row and everything else that a new Torch needs.
let
  inherit (builtins)
    attrNames
    compareVersions
    concatMap
    elem
    elemAt
    length
    sort
    ;
  wheels = import ./pkgs/torch/wheels.nix;

  rows = {
    "2.9" = { cuda = [ "12.9" ]; };
    "2.10" = { cpu = true; cuda = [ "12.6" "12.8" "13.0" ]; rocm = [ "7.0" "7.1" ]; xpu = [ "2025.3" ]; };
    "2.11" = { cpu = true; cuda = [ "12.6" "12.8" "13.0" ]; rocm = [ "7.1" "7.2" ]; xpu = [ "2025.3" ]; };
    "2.12" = { cpu = true; cuda = [ "12.6" "13.0" "13.2" ]; rocm = [ "7.1" "7.2" ]; xpu = [ "2025.3" "2026.0" ]; };
    "2.13" = { cpu = true; cuda = [ "12.6" "13.0" "13.2" ]; rocm = [ "7.1" "7.2" ]; xpu = [ "2025.3" "2026.0" ]; };
    "2.14" = { cpu = true; cuda = [ "13.0" ]; };
  };
  # Torches of which a bundle builds the whole row.
  whole = [ "2.9" "2.10" "2.11" ];

  torches = sort (a: b: compareVersions a b < 0) (attrNames rows);
  newest = map (index: elemAt torches (length torches - index)) [ 1 2 ];

  # Whether a bundle builds the record by default. Of the newest two Torches it builds the CPU, and the CUDA that PyPI's
  # wheel is for. `torchVersions` in a kernel's flake.nix chooses others.
  inBundle =
    torch: backend: version:
    elem torch whole
    || elem torch newest
    && (backend == "cpu" || backend == "cuda" && version == cudaOfWheel torch);
  cudaOfWheel = torch: wheels.cudaOf (wheels.pypi { inherit torch; system = "x86_64-linux"; });

  # ROCm and XPU exist on x86_64 only.
  x86 = [ "x86_64-linux" ];
  systemsOf = backend: if elem backend [ "rocm" "xpu" ] then x86 else x86 ++ [ "aarch64-linux" ];

  recordsOf =
    torch:
    let
      row = rows.${torch};
      recordOf = backend: version: {
        inherit torch backend version;
        systems = systemsOf backend;
        bundle = inBundle torch backend version;
      };
    in
    (if row.cpu or false then [ (recordOf "cpu" null) ] else [ ])
    ++ concatMap (backend: map (recordOf backend) (row.${backend} or [ ])) [ "cuda" "rocm" "xpu" ];
in
concatMap recordsOf torches
