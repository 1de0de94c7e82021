# A kernel's source: the part of its folder that a build reads, with its revision and the id that names it.
let
  inherit (builtins)
    any
    attrValues
    baseNameOf
    concatMap
    dirOf
    elem
    filter
    hashString
    head
    isString
    match
    path
    split
    substring
    unsafeDiscardStringContext
    ;
  # A build does not read these, so a change of them does not build the kernel again.
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
  # The entries of the kernel's folder that build.toml names, or that hold what it names: `tests` for `tests/a.h`. The
  # folder itself, ".", names none of them.
  namedEntries =
    kernelConfig:
    let
      tables = attrValues (kernelConfig.kernel or { }) ++ [
        (kernelConfig.torch or { })
        (kernelConfig.tvm-ffi or { })
      ];
      paths = concatMap (table: table.src or [ ] ++ table.include or [ ]) tables;
      partsOf = file: filter (part: isString part && part != "" && part != ".") (split "/" file);
      nonEmpty = filter (parts: parts != [ ]) (map partsOf paths);
    in
    map head nonEmpty;
  # The revision of a flake, `<commit>` or `<commit>-dirty`; empty without git.
  revision = flake: flake.rev or flake.dirtyRev or "";
in
{
  inherit revision;

  # self: the kernel's flake. path: its folder. kernelConfig: what it names is part of the source.
  kernelSource =
    {
      self,
      path,
      kernelConfig,
    }:
    let
      root = toString path;
      named = namedEntries kernelConfig;
      src = builtins.path {
        name = "kernel-source";
        inherit path;
        filter =
          file: _:
          !(
            dirOf file == root
            && !(elem (baseNameOf file) named)
            && any (pattern: match pattern (baseNameOf file) != null) notRead
          )
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
