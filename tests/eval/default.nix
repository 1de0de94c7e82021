# Evaluation tests: `nix eval --json --file tests/eval` builds nothing and prints { failures; counts; untested; }.
#
# <path>.test.nix tests <path>.nix of the repository. It holds { <exported name> = { "<promise>" = { actual; expected;
# }; }; }. A file that exports a function exports it under the file's own name; a default.nix is named after its
# folder.
let
  inherit (builtins)
    attrNames
    attrValues
    baseNameOf
    concatMap
    filter
    foldl'
    isFunction
    length
    listToAttrs
    mapAttrs
    match
    head
    pathExists
    readDir
    removeAttrs
    ;
  repository = ../..;

  # Paths below a folder, without the ending, of the files with it.
  filesWith =
    ending: folder: prefix:
    let
      entries = readDir folder;
      below =
        name:
        let
          stem = match "(.*)${ending}" name;
        in
        if entries.${name} == "directory" then
          filesWith ending (folder + "/${name}") "${prefix}${name}/"
        else if entries.${name} == "regular" && stem != null then
          [ "${prefix}${head stem}" ]
        else
          [ ];
    in
    concatMap below (attrNames entries);

  testsOf = path: import (./. + "/${path}.test.nix");
  failuresOf =
    path:
    let
      failed = mapAttrs (
        _name: promises:
        removeAttrs promises (filter (p: promises.${p}.actual == promises.${p}.expected) (attrNames promises))
      ) (testsOf path);
    in
    removeAttrs failed (filter (name: failed.${name} == { }) (attrNames failed));
  countOf = path: foldl' (sum: promises: sum + length (attrNames promises)) 0 (attrValues (testsOf path));

  # The names that a file exports. A folder's index exports the files that it lists under their own names.
  exportsOf =
    path:
    let
      value = import (repository + "/${path}.nix");
      stem = baseNameOf path;
      folder = baseNameOf (dirOf path);
      own = if stem == "default" then folder else stem;
    in
    if isFunction value || !builtins.isAttrs value then [ own ] else attrNames value;
  listedByIndex =
    path:
    let
      index = "${dirOf path}/default";
    in
    path != index
    && pathExists (repository + "/${index}.nix")
    && builtins.isAttrs (import (repository + "/${index}.nix"))
    && (import (repository + "/${index}.nix")) ? ${baseNameOf path};
  untestedOf =
    path:
    let
      tests = if pathExists (./. + "/${path}.test.nix") then testsOf path else { };
    in
    if listedByIndex path then [ ] else filter (name: (tests.${name} or { }) == { }) (exportsOf path);

  paths = filesWith "\\.test\\.nix" ./. "";
  libFiles = filesWith "\\.nix" (repository + "/lib") "lib/";
  byPath = value: list: listToAttrs (map (path: { name = path; value = value path; }) list);
  withoutEmpty = set: removeAttrs set (filter (name: set.${name} == [ ] || set.${name} == { }) (attrNames set));
in
{
  # Path → exported name → promise → { actual; expected; }.
  failures = withoutEmpty (byPath failuresOf paths);
  # Path → number of promises.
  counts = byPath countOf paths;
  # Path of a file of lib/ → exported names without a test.
  untested = withoutEmpty (byPath untestedOf libFiles);
}
