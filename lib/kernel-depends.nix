# The C++ libraries that kernels ask for with `depends`, beside Torch.
let
  inherit (builtins)
    attrNames
    concatMap
    concatStringsSep
    filter
    fromJSON
    head
    readFile
    ;
  packaged = attrNames (fromJSON (readFile ../pkgs/cutlass/lock.json));

  # Each { kernel; library; } of the tables [kernel.<name>] of a backend.
  askedFor =
    kernels: backend:
    concatMap (
      kernel: map (library: { inherit kernel library; }) (filter (name: name != "torch") kernels.${kernel}.depends)
    ) (filter (name: kernels.${name}.backend == backend) (attrNames kernels));
in
{
  # kernels: the table [kernel] of a kernel config. Names of libraries, each once.
  dependsOf =
    kernels: backend:
    import ./unique.nix (map (asked: asked.library) (askedFor kernels backend));

  # What a backend's kernels ask for and is not there, in words, or null.
  missingOf =
    kernels: backend:
    let
      missing = filter (asked: !(builtins.elem asked.library packaged)) (askedFor kernels backend);
      first = head missing;
    in
    if missing == [ ] then
      null
    else
      "kernel.${first.kernel} depends on ${first.library}, which has no package here; there are ${concatStringsSep ", " packaged}";
}
