# The compute capabilities that a kernel's device code is compiled for.
let
  inherit (builtins)
    attrNames
    compareVersions
    concatLists
    concatStringsSep
    elem
    filter
    foldl'
    fromJSON
    head
    length
    map
    match
    readFile
    replaceStrings
    ;
  table = fromJSON (readFile ../../pkgs/cuda/capabilities.json);
  # `9.0a+PTX` → [ "9.0" "a" "+PTX" ]. The suffix `a` or `f` names a specialised form of the capability.
  parse = match "([0-9]+\\.[0-9])([af]?)(\\+PTX)?";

  # The capabilities of one table [kernel.<name>] with a CUDA version, or null if the kernel needs a newer CUDA.
  # compilerIsOwn: whether the compiler knows every GPU that the toolkit knows.
  capabilitiesOf =
    { version, compilerIsOwn }: name: kernel:
    let
      known = removeAttrs table.${version} (if compilerIsOwn then [ "compiled" ] else [ ]);
      own = kernel.cuda-capabilities or null;
      ofToolkit = filter (capability: elem (head (parse capability)) known.toolkit);
      kept = clip known (ofToolkit own);
    in
    if compareVersions version (kernel.cuda-minver or version) < 0 then
      null
    else if own == null then
      clip known known.default
    else if kept == [ ] && ofToolkit own != [ ] then
      throw (
        "build.toml: kernel.${name}.cuda-capabilities: "
        + "the compiler for CUDA ${version} knows GPUs up to ${known.compiled}, "
        + "and the list has only ${concatStringsSep ", " own}\n"
        + "  add a capability up to ${known.compiled}, "
        + "or set general.cuda.minver = \"13.0\", whose compiler knows newer GPUs"
      )
    else if kept == [ ] then
      throw (
        "build.toml: kernel.${name}.cuda-capabilities: CUDA ${version} has none of ${concatStringsSep ", " own}\n"
        + "  add one of ${concatStringsSep ", " known.toolkit}, or set general.cuda.maxver to a CUDA that has yours"
      )
    else
      kept;

  # A compiler that is older than the toolkit knows capabilities up to `compiled`. Drop the newer ones, and add PTX to
  # the newest that is left: drivers compile PTX for newer devices.
  clip =
    known: capabilities:
    let
      made = filter (
        capability: compareVersions (head (parse capability)) (known.compiled or "99") <= 0
      ) capabilities;
      newest = foldl' (a: b: if compareVersions (head (parse b)) (head (parse a)) > 0 then b else a) (head made) made;
      withPtx =
        capability:
        if capability == newest && match "[0-9.]+" capability != null then "${capability}+PTX" else capability;
    in
    if made == [ ] || length made == length capabilities then made else map withPtx made;

  # CMake's form: machine code alone is `90a-real`, with PTX to compile for newer devices it is `90a`.
  toCMake =
    capability:
    let
      parts = parse capability;
      number = replaceStrings [ "." ] [ "" ] (head parts) + builtins.elemAt parts 1;
    in
    if builtins.elemAt parts 2 == null then "${number}-real" else number;

  sortedUnique = import ../sorted-unique.nix;
in
{
  inherit capabilitiesOf;

  # For a toolkit, { version; compilerIsOwn; }, and the table [kernel]: `archs`, every capability of the library, and
  # `cmakeFlags`, which pass each kernel's capabilities to the project files.
  deviceCode =
    toolkit: kernels:
    let
      names = attrNames kernels;
      cudaNames = filter (name: kernels.${name}.backend == "cuda") names;
      capabilitiesOfKernel = builtins.mapAttrs (capabilitiesOf toolkit) kernels;
      lists = map (name: capabilitiesOfKernel.${name}) cudaNames;
      flag =
        name:
        let
          capabilities = capabilitiesOfKernel.${name};
          value = if capabilities == null then "none" else concatStringsSep ";" (map toCMake capabilities);
        in
        "-Dkernel_${name}_CUDA_ARCHITECTURES=${value}";
    in
    {
      archs = sortedUnique (concatLists (filter (capabilities: capabilities != null) lists));
      cmakeFlags = map flag cudaNames;
    };
}
