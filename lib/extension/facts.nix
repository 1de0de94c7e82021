# The record of facts about a build, which kernel_builder.builder.finish and load.py read as JSON: see Facts in
# python/kernel_builder/builder/facts.py.
let
  inherit (builtins) isString match head elemAt;
  inherit (import ../frameworks.nix) variantName;

  # `<commit>` or `<commit>-dirty`, empty if unknown, as a record or null.
  parseRevision =
    revision:
    let
      parts = match "([^-]*)(-dirty)?" revision;
    in
    if revision == "" then
      null
    else
      {
        commit = head parts;
        dirty = isString (elemAt parts 1);
      };
in
{
  inherit parseRevision;

  # How the build loads its result: { name; backend; }, as `kernels` looks for it, or { skip; } with the reason.
  # loaded: the build config as the Torch that loads it sees it.
  loadOf =
    { config, loaded, doGetKernelCheck }:
    if config.toolchain.notLoaded != null then
      { skip = config.toolchain.notLoaded; }
    else if !doGetKernelCheck then
      { skip = "doGetKernelCheck is false in flake.nix"; }
    else
      {
        name = variantName loaded;
        inherit (loaded) backend;
      };
}
