# The tables of build.toml that a variant compiles: the binding, and each [kernel.<name>] of the backend. Records
# { target; table; sources; }: the name that CMake has for the table, or null for the binding, whose target is named
# after the ops' id; and the files that are compiled, by their paths in the kernel's folder.
{
  kernelConfig,
  # The build config, and the attributes of no-device-code.nix for it.
  buildConfig,
  deviceCode,
}:
let
  inherit (builtins)
    attrNames
    concatStringsSep
    elem
    elemAt
    filter
    fromJSON
    isString
    map
    match
    readFile
    split
    ;
  inherit (buildConfig) backend framework;
  endings = fromJSON (readFile ../../python/kernel_builder/builder/config/endings.json);
  kernels = kernelConfig.kernel or { };
  # CMake's form of a path: no `.`, no second slash.
  normal = file: concatStringsSep "/" (filter (part: isString part && part != "" && part != ".") (split "/" file));
  isCompiledBy =
    compiler: file:
    let
      ending = match ".*[.]([^./]*)" file;
    in
    ending != null && elem (elemAt ending 0) endings.${compiler};
  # CMake takes each source of a target once.
  unique = files: attrNames (builtins.groupBy (file: file) files);
  sourcesOf = compiler: table: unique (filter (isCompiledBy compiler) (map normal (table.src or [ ])));
  # A kernel that needs a newer CUDA has no architectures in this variant, and is left out.
  isBuilt = name: !(elem "-Dkernel_${name}_CUDA_ARCHITECTURES=none" deviceCode.cmakeFlags);
  ofBackend = filter (name: kernels.${name}.backend == backend && isBuilt name) (attrNames kernels);
in
[
  {
    target = null;
    table = kernelConfig.${framework.table};
    sources = sourcesOf "binding" kernelConfig.${framework.table};
  }
]
++ map (name: {
  target = "kernel_${name}";
  inherit name;
  table = kernels.${name};
  sources = sourcesOf backend kernels.${name};
}) ofBackend
