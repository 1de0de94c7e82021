# A kernel's source: the part of its folder that a build reads, with its revision and the id that names it.
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
  # A build does not read these files, so a change in them rebuilds nothing.
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
  # The revision of a flake, `<commit>` or `<commit>-dirty`; empty without git.
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
      # A store path holds a hash of its content.
      contentHash = substring 0 7 (hashString "sha256" (unsafeDiscardStringContext (toString src)));
    in
    {
      inherit src;
      revision = revision self;
      # Part of the names of a build: the commit, or a hash of the files if they differ from it.
      uniqueId = if self ? rev then self.shortRev else "${contentHash}_dirty";
    };
}
