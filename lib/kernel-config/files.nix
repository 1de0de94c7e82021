# Checks of the files that build.toml names: they exist, inside of the kernel's folder.
let
  inherit (builtins)
    attrNames
    concatLists
    concatMap
    concatStringsSep
    elem
    elemAt
    filter
    fromJSON
    genList
    head
    isString
    length
    match
    pathExists
    readDir
    readFile
    replaceStrings
    split
    ;
  inherit (import ./report.nix) problem;

  isLink =
    folder: file:
    let
      parts = match "(.*/)?([^/]+)" file;
      parent = if head parts == null then folder else folder + "/${head parts}";
    in
    pathExists parent && ((readDir parent).${elemAt parts 1} or "") == "symlink";

  endings = fromJSON (readFile ../../python/kernel_builder/builder/config/endings.json);
  listed = names: concatStringsSep ", " (map (name: ".${name}") names);

  # compiler: a key of endings.json, or null if nothing compiles the file.
  checkEnding =
    at: compiler: file:
    let
      sources = endings.${compiler};
      ending = match ".*[.]([^./]*)" file;
      place = if compiler == "binding" then "source of a binding" else "source that ${compiler} compiles";
    in
    if compiler == null || (ending != null && elem (head ending) (sources ++ endings.headers)) then
      [ ]
    else
      [
        (problem at "\"${file}\" is no ${place}, and no header" (
          "sources here end in ${listed sources}, and headers in ${listed endings.headers}: "
          + "move the file to a kernel of its backend, or remove it from the list"
        ))
      ];

  # key: the dotted path of a list in build.toml. compiler: as above. files: its values.
  checkFiles =
    folder: key: compiler: files:
    let
      checkFile =
        i:
        let
          file = elemAt files i;
          at = "${key}[${toString i}]";
          parts = filter (part: isString part && part != "" && part != ".") (split "/" file);
          # The file and each folder above it.
          prefixes = genList (n: concatStringsSep "/" (genList (elemAt parts) (n + 1))) (length parts);
        in
        if match "/.*" file != null || elem ".." parts then
          [
            (problem at "\"${file}\" is outside of the kernel's folder"
              "move the file into it, and name it from there"
            )
          ]
        else if match "[^\n]+" file == null then
          [ (problem at "a file's name is one line, and not empty" "correct the name") ]
        else if filter (isLink folder) prefixes != [ ] then
          [ (problem at "\"${file}\" is behind a symbolic link" "put the file itself there") ]
        else if !pathExists (folder + "/${file}") then
          [ (problem at "\"${file}\" does not exist" "add the file (and `git add` it), or correct its name") ]
        else
          checkEnding at compiler file;
    in
    concatLists (genList checkFile (length files));

  # Lists of files in build.toml: { path; compiler; files; }.
  listsOf =
    config:
    let
      listsOfTable = path: compiler: table: [
        { path = "${path}.src"; inherit compiler; files = table.src or [ ]; }
        { path = "${path}.include"; compiler = null; files = table.include or [ ]; }
      ];
      kernels = config.kernel or { };
      compilerOf = kernel: if elem kernel.backend config.general.backends then kernel.backend else null;
    in
    concatMap (name: listsOfTable name "binding" (config.${name} or { })) [
      "torch"
      "tvm-ffi"
    ]
    ++ concatMap (name: listsOfTable "kernel.${name}" (compilerOf kernels.${name}) kernels.${name}) (
      attrNames kernels
    );

  checkModule =
    folder: config:
    let
      module = replaceStrings [ "-" ] [ "_" ] config.general.name;
      # Kernels on the TVM FFI have a folder of their own on the Hub; torch-ext is accepted too.
      places = if config ? tvm-ffi then [ "tvm-ffi-ext" "torch-ext" ] else [ "torch-ext" ];
      present = filter (place: pathExists (folder + "/${place}/${module}/__init__.py")) places;
      inner = "${head present}/${module}/${module}";
    in
    if present == [ ] then
      [
        (problem "general.name" "the Python module \"${head places}/${module}/__init__.py\" does not exist"
          "add it (and `git add` it)"
        )
      ]
    else if pathExists (folder + "/${inner}") then
      [ (problem "general.name" "\"${inner}\" is where older loaders look for the module itself" "rename it") ]
    else
      [ ];
in
{
  # The problems with the files of a kernel config that fits the schema. folder: the kernel's.
  fileProblems =
    folder: config:
    concatMap (list: checkFiles folder list.path list.compiler list.files) (listsOf config)
    ++ checkModule folder config;
}
