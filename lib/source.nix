# The source of a kernel and what it is called: the part of its folder that a build reads, and its revision.
let
  inherit (builtins)
    any
    baseNameOf
    dirOf
    hashString
    match
    path
    substring
    unsafeDiscardStringContext
    ;
  # What a build does not read: changing it must not build again.
  notRead = [
    "build"
    "build-ext"
    "result(-.*)?"
    "\\.git.*"
    "\\.venv"
    "\\.direnv"
    "\\.envrc"
    "tests"
    "benchmarks"
    "flake\\.(nix|lock)"
    ".*\\.md"
    "example\\.py"
  ];
  # `<commit>` or `<commit>-dirty`, empty where there is no git.
  revision = flake: flake.rev or flake.dirtyRev or "";
in
{
  inherit revision;

  # self: the kernel's flake. path: its folder.
  kernelSource =
    { self, path }:
    let
      root = toString path;
      src = builtins.path {
        name = "kernel-source";
        inherit path;
        filter =
          file: _:
          !(dirOf file == root && any (pattern: match pattern (baseNameOf file) != null) notRead)
          && match "__pycache__|.*\\.pyc" (baseNameOf file) == null;
      };
      # The store path's hash is one of the content.
      contentHash = substring 0 7 (hashString "sha256" (unsafeDiscardStringContext (toString src)));
    in
    {
      inherit src;
      revision = revision self;
      # Tells one revision of the source from the next in names: the commit, or for changed files their hash.
      unique = if self ? rev then self.shortRev else "${contentHash}_dirty";
    };
}
