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

  # The row of the table for a toolkit, as far as its compiler goes.
  # compilerIsOwn: whether the compiler knows every GPU that the toolkit knows. system: the system of the variant, which
  # may have defaults of its own: other GPUs are sold with it, and Torch's build for it has other capabilities.
  knownTo =
    {
      version,
      compilerIsOwn,
      system,
    }:
    let
      row = table.${version};
    in
    removeAttrs row (if compilerIsOwn then [ "compiled" ] else [ ])
    // {
      default = row.default-of-system.${system} or row.default;
    };
  ofToolkit = known: filter (capability: elem (head (parse capability)) known.toolkit);

  # The capabilities of one table [kernel.<name>] with a toolkit, or null if the kernel needs a newer CUDA.
  capabilitiesOf =
    toolkit: kernel:
    let
      known = knownTo toolkit;
    in
    if compareVersions toolkit.version (kernel.cuda-minver or toolkit.version) < 0 then
      null
    else
      clip known (if kernel ? cuda-capabilities then ofToolkit known kernel.cuda-capabilities else known.default);

  # Why a toolkit has none of the capabilities that a table [kernel.<name>] lists.
  problemOf =
    toolkit: name: kernel:
    let
      inherit (toolkit) version;
      known = knownTo toolkit;
      own = kernel.cuda-capabilities;
      place = "build.toml: kernel.${name}.cuda-capabilities";
    in
    if own == [ ] then
      "${place}: the list is empty, so there would be no device code; remove the key for the default: "
      + concatStringsSep ", " known.default
    else if ofToolkit known own != [ ] then
      "${place}: the compiler for CUDA ${version} knows GPUs up to ${known.compiled}, "
      + "and the list has only ${concatStringsSep ", " own}; add a capability up to ${known.compiled}, "
      + "or set general.cuda.minver = \"13.0\", whose compiler knows newer GPUs"
    else
      "${place}: CUDA ${version} has none of ${concatStringsSep ", " own}; add one of "
      + "${concatStringsSep ", " known.toolkit}, or set general.cuda.minver or maxver to the CUDA that has yours";

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
  hasDeviceCode = import ./has-device-code.nix;
in
{
  inherit capabilitiesOf;

  # For a toolkit, { version; compilerIsOwn; system; }, and the table [kernel]: the attributes of no-device-code.nix.
  deviceCode =
    toolkit: kernels:
    let
      names = attrNames kernels;
      cudaNames = filter (name: kernels.${name}.backend == "cuda") names;
      capabilitiesOfKernel = builtins.mapAttrs (_name: capabilitiesOf toolkit) kernels;
      empty = filter (name: capabilitiesOfKernel.${name} == [ ]) cudaNames;
      lists = map (name: capabilitiesOfKernel.${name}) (filter (name: hasDeviceCode kernels.${name}) cudaNames);
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
      problem = if empty == [ ] then null else problemOf toolkit (head empty) kernels.${head empty};
      # A list for several versions of CUDA has capabilities that only some of them have.
      warnings = [ ];
    };
}
