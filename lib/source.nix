# A kernel's source: the part of its folder that a build reads, with its revision and the id that names it.
let
  inherit (builtins)
    any
    attrValues
    baseNameOf
    concatMap
    concatStringsSep
    elem
    filter
    hashString
    head
    isString
    match
    path
    split
    stringLength
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
    "\\.clangd"
    "\\.vscode"
    "\\.(pytest|mypy|ruff)_cache"
    "tests"
    "benchmarks"
    "flake\\.(nix|lock)"
    ".*\\.md"
    "example\\.py"
  ];
  # Folders of these are taken whole if build.toml names something in them: sources include headers beside them. Of the
  # others, such as `build` with the variants of earlier builds, only the named files and folders are taken.
  takenWhole = [
    "tests"
    "benchmarks"
  ];
  # The paths that build.toml names, from the kernel's folder. The folder itself, ".", is none of them.
  namedPaths =
    kernelConfig:
    let
      tables = attrValues (kernelConfig.kernel or { }) ++ [
        (kernelConfig.torch or { })
        (kernelConfig.tvm-ffi or { })
      ];
      paths = concatMap (table: table.src or [ ] ++ table.include or [ ]) tables;
      partsOf = file: filter (part: isString part && part != "" && part != ".") (split "/" file);
      pathOf = parts: if elem (head parts) takenWhole then head parts else concatStringsSep "/" parts;
    in
    map pathOf (filter (parts: parts != [ ]) (map partsOf paths));
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
      named = namedPaths kernelConfig;
      isUnder = folder: file: file == folder || substring 0 (stringLength folder + 1) file == "${folder}/";
      # A folder that leads to a named path is taken too.
      isNamed = file: any (path: isUnder path file || isUnder file path) named;
      filter =
        path: _:
        let
          file = substring (stringLength root + 1) (-1) path;
          entry = head (split "/" file);
        in
        (isNamed file || !(any (pattern: match pattern entry != null) notRead))
        && match "__pycache__|.*\\.pyc" (baseNameOf file) == null;
      src = builtins.path {
        name = "kernel-source";
        inherit path filter;
      };
      # A store path holds a hash of its content.
      contentHash = substring 0 7 (hashString "sha256" (unsafeDiscardStringContext (toString src)));
    in
    {
      inherit src;
      # The files one by one: see objects/kernel-files.nix.
      files = import ./objects/kernel-files.nix { inherit src; };
      revision = revision self;
      # Part of the names of a build: the commit, or a hash of the files if they differ from it.
      uniqueId = if self ? rev then self.shortRev else "${contentHash}_dirty";
    };
}
