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
  # loaded: the build config as the Torch that loads it sees it. ownDepends: the Python packages that the kernel needs
  # for its backend alone: `kernels` knows them only with a Torch for that backend (kernels.python_deps).
  loadOf =
    {
      config,
      loaded,
      doGetKernelCheck,
      ownDepends,
    }:
    if config.toolchain.notLoaded != null then
      { skip = config.toolchain.notLoaded; }
    else if !doGetKernelCheck then
      { skip = "doGetKernelCheck is false in flake.nix"; }
    else if ownDepends != [ ] && loaded.backend != config.backend then
      {
        skip = "`kernels` accepts ${head ownDepends} only with a Torch for ${config.backend}, which no registry has";
      }
    else
      {
        name = variantName loaded;
        inherit (loaded) backend;
      };
}
