# Which compute capabilities a kernel's device code is made for.
let
  inherit (builtins)
    attrNames
    compareVersions
    concatLists
    concatStringsSep
    elem
    filter
    fromJSON
    head
    listToAttrs
    map
    match
    readFile
    replaceStrings
    ;
  table = fromJSON (readFile ../pkgs/cuda/capabilities.json);
  # `9.0a+PTX` → [ "9.0" "a" "+PTX" ]; a suffix belongs to the capability it specialises.
  parse = match "([0-9]+\\.[0-9])([af]?)(\\+PTX)?";

  # The capabilities of one table [kernel.<name>] with a CUDA version, or null where it needs a newer one.
  capabilitiesOf =
    version: name: kernel:
    let
      known = table.${version};
      own = kernel.cuda-capabilities or null;
      kept = filter (capability: elem (head (parse capability)) known.toolkit) own;
    in
    if compareVersions version (kernel.cuda-minver or version) < 0 then
      null
    else if own == null then
      known.default
    else if kept == [ ] then
      throw (
        "build.toml: kernel.${name}.cuda-capabilities: CUDA ${version} has none of ${concatStringsSep ", " own}\n"
        + "  it has ${concatStringsSep ", " known.toolkit}; add one of them, or bound CUDA by general.cuda.maxver"
      )
    else
      kept;

  # CMake's form: machine code alone is `90a-real`, with PTX to compile for newer devices it is `90a`.
  toCMake =
    capability:
    let
      parts = parse capability;
      number = replaceStrings [ "." ] [ "" ] (head parts) + builtins.elemAt parts 1;
    in
    if builtins.elemAt parts 2 == null then "${number}-real" else number;

  unique = list: attrNames (listToAttrs (map (name: { inherit name; value = null; }) list));
in
{
  inherit capabilitiesOf;

  # For a kernel config and a CUDA version: `archs`, all capabilities that device code is to be found for, and
  # `cmakeFlags`, which say them to the project files, per kernel.
  deviceCode =
    version: kernels:
    let
      names = attrNames kernels;
      cudaNames = filter (name: kernels.${name}.backend == "cuda") names;
      capabilitiesOfKernel = builtins.mapAttrs (capabilitiesOf version) kernels;
      found = map (name: capabilitiesOfKernel.${name}) cudaNames;
      flag =
        name:
        let
          capabilities = capabilitiesOfKernel.${name};
          value = if capabilities == null then "none" else concatStringsSep ";" (map toCMake capabilities);
        in
        "-Dkernel_${name}_CUDA_ARCHITECTURES=${value}";
    in
    {
      archs = unique (concatLists (filter (capabilities: capabilities != null) found));
      cmakeFlags = map flag cudaNames;
    };
}
