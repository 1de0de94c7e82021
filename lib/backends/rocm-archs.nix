# The GPU architectures that a kernel's device code for ROCm is compiled for.
let
  inherit (builtins)
    attrNames
    concatLists
    concatStringsSep
    elem
    filter
    fromJSON
    head
    map
    readFile
    split
    ;
  sortedUnique = import ../sorted-unique.nix;
  hasDeviceCode = import ./has-device-code.nix;
  table = fromJSON (readFile ../../pkgs/rocm/architectures.json);
  listed = concatStringsSep ", ";
  compiler = "ROCm ${table.release}'s compiler";
  # `gfx90a:xnack+` names the architecture gfx90a with a feature (Clang's documentation, "Target ID").
  isKnown = arch: elem (head (split ":" arch)) table.known;
in
{
  # For the table [kernel]: `archs`, every architecture of the library; `cmakeFlags`, which pass each kernel's
  # architectures to the project files; `problem`, why nothing can be compiled, or null; and `warnings`.
  deviceCode =
    kernels:
    let
      names = filter (name: kernels.${name}.backend == "rocm") (attrNames kernels);
      withDeviceCode = filter (name: hasDeviceCode kernels.${name}) names;
      own = name: kernels.${name}.rocm-archs or table.default;
      archs = name: filter isKnown (own name);
      unknown = name: filter (arch: !(isKnown arch)) (own name);
      place = name: "build.toml: kernel.${name}.rocm-archs";
      empty = filter (name: archs name == [ ]) names;
      first = head empty;
    in
    {
      archs = sortedUnique (concatLists (map archs withDeviceCode));
      cmakeFlags = map (name: "-Dkernel_${name}_HIP_ARCHITECTURES=${concatStringsSep ";" (archs name)}") names;
      problem =
        if empty == [ ] then
          null
        else if own first == [ ] then
          "${place first}: the list is empty, so there would be no device code; "
          + "remove the key for the default: ${listed table.default}"
        else
          "${place first}: ${compiler} has none of ${listed (own first)}; it has ${listed table.known}";
      warnings = map (
        name: "${place name}: ${compiler} has no ${listed (unknown name)}, so the library has no code for it"
      ) (filter (name: unknown name != [ ]) withDeviceCode);
    };
}
