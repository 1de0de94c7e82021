# Which GPU architectures a kernel's device code for ROCm is made for.
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
  table = fromJSON (readFile ../pkgs/rocm/architectures.json);
  archsOf =
    name: kernel:
    let
      asked = kernel.rocm-archs or table.default;
      unknown = filter (arch: !(elem arch table.known)) asked;
    in
    if unknown != [ ] then
      throw (
        "build.toml: kernel.${name}.rocm-archs: ROCm ${table.release}'s compiler has no ${head unknown}\n"
        + "  it has ${concatStringsSep ", " table.known}"
      )
    else if asked == [ ] then
      throw (
        "build.toml: kernel.${name}.rocm-archs: it names none, so there would be no device code\n"
        + "  leave it out for the default: ${concatStringsSep ", " table.default}"
      )
    else
      asked;
  unique = import ./unique.nix;
in
{
  # For the table [kernel]: `archs`, all architectures that device code is to be found for, and `cmakeFlags`, which say
  # them to the project files, per kernel.
  deviceCode =
    kernels:
    let
      names = filter (name: kernels.${name}.backend == "rocm") (attrNames kernels);
      archs = name: archsOf name kernels.${name};
    in
    {
      archs = unique (concatLists (map archs names));
      cmakeFlags = map (name: "-Dkernel_${name}_HIP_ARCHITECTURES=${concatStringsSep ";" (archs name)}") names;
    };
}
