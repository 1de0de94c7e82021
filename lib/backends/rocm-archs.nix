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
    ;
  table = fromJSON (readFile ../../pkgs/rocm/architectures.json);
  archsOf =
    name: kernel:
    let
      archs = kernel.rocm-archs or table.default;
      unknown = filter (arch: !(elem arch table.known)) archs;
    in
    if unknown != [ ] then
      throw (
        "build.toml: kernel.${name}.rocm-archs: ROCm ${table.release}'s compiler has no ${head unknown}\n"
        + "  it has ${concatStringsSep ", " table.known}"
      )
    else if archs == [ ] then
      throw (
        "build.toml: kernel.${name}.rocm-archs: the list is empty, so there would be no device code\n"
        + "  remove the key for the default: ${concatStringsSep ", " table.default}"
      )
    else
      archs;
  sortedUnique = import ../sorted-unique.nix;
in
{
  # For the table [kernel]: `archs`, every architecture of the library, and `cmakeFlags`, which pass each kernel's
  # architectures to the project files.
  deviceCode =
    kernels:
    let
      names = filter (name: kernels.${name}.backend == "rocm") (attrNames kernels);
      archs = name: archsOf name kernels.${name};
    in
    {
      archs = sortedUnique (concatLists (map archs names));
      cmakeFlags = map (name: "-Dkernel_${name}_HIP_ARCHITECTURES=${concatStringsSep ";" (archs name)}") names;
    };
}
