# The libraries that kernels list in `depends`, besides Torch.
let
  inherit (builtins)
    attrNames
    concatMap
    concatStringsSep
    elem
    filter
    head
    ;
  sortedUnique = import ./sorted-unique.nix;

  # Records { kernel; library; } of the tables [kernel.<name>] of a backend.
  dependsOf =
    kernelConfig: backend:
    let
      kernels = kernelConfig.kernel or { };
      ofBackend = filter (name: kernels.${name}.backend == backend) (attrNames kernels);
      ofKernel =
        kernel:
        map (library: { inherit kernel library; }) (filter (name: name != "torch") kernels.${kernel}.depends);
    in
    concatMap ofKernel ofBackend;
in
{
  # Names of the libraries that a backend's kernels depend on, each once.
  libraryNames =
    kernelConfig: backend: sortedUnique (map (depend: depend.library) (dependsOf kernelConfig backend));

  # The first library of a build config's kernels that its toolchain does not package, as a sentence, or null.
  notPackaged =
    kernelConfig: config:
    let
      packaged = config.toolchain.dependencies;
      missing = filter (depend: !(elem depend.library packaged)) (dependsOf kernelConfig config.backend);
      first = head missing;
      reason = config.toolchain.notPackaged.${first.library} or "it has no package here";
      choice =
        if packaged == [ ] then
          "kernel-builder packages none for ${config.label}"
        else
          "kernel-builder packages ${concatStringsSep ", " packaged}";
    in
    if missing == [ ] then
      null
    else
      "kernel.${first.kernel} depends on ${first.library}: ${reason}; ${choice}";
}
