# The files of a kernel's source, and which of them a file may include. A superset is enough, and safe: an object is
# made anew if one of its files changes. Files that a source may not include are not even copied to its build.
#
# A file may include each file whose name, without folders, its text includes: with #include, #import, #embed,
# __has_include or .incbin, whatever the compiler's conditions and search path are. A source that includes the value of
# a macro may include every text. If the source has symbolic links, every source may include everything but Python: Nix
# cannot read where a link leads.
{
  # The kernel's source in the store, see source.nix.
  src,
}:
let
  inherit (builtins)
    any
    attrNames
    concatMap
    concatStringsSep
    elemAt
    filter
    fromJSON
    genericClosure
    genList
    groupBy
    head
    isList
    isString
    length
    lessThan
    listToAttrs
    map
    mapAttrs
    match
    readDir
    readFile
    replaceStrings
    sort
    split
    stringLength
    substring
    ;
  endings = fromJSON (readFile ../../python/kernel_builder/builder/config/endings.json);
  isText = listToAttrs (
    map (ending: { name = ending; value = true; }) (
      concatMap (name: endings.${name}) (filter (name: name != "metal") (attrNames endings))
    )
  );

  # Records { name; isLink; } of all files below a folder of the source. name: the path.
  filesBelow =
    folder: prefix:
    let
      entries = readDir folder;
    in
    concatMap (
      name:
      if entries.${name} == "directory" then
        filesBelow "${folder}/${name}" "${prefix}${name}/"
      else
        [
          {
            name = "${prefix}${name}";
            isLink = entries.${name} == "symlink";
          }
        ]
    ) (attrNames entries);

  endingOf =
    file:
    let
      parts = match ".*[.]([^./]*)" file;
    in
    if parts == null then "" else elemAt parts 0;

  records = filesBelow src "";
  names = map (record: record.name) records;
  hasLinks = any (record: record.isLink) records;
  byBaseName = groupBy baseNameOf names;
  # Compilers read no other files as text, so only these can include others.
  texts = map (record: record.name) (filter (record: !record.isLink && isText ? ${endingOf record.name}) records);

  # The directives of a text: groups of the match; the last one is the quoted name, null for the value of a macro.
  directive = "(#[ \t]*(include|import|embed)(_next)?|__has_include(_next)?|__has_embed|incbin)";
  directives = text: filter isList (split "${directive}[ \t(\\\n]*([<\"][^>\"\n]*)?" text);
  # `a.h` of `"src/a.h`. A name within a string ends with a backslash.
  nameIn = quoted: baseNameOf (replaceStrings [ "\\" "<" "\"" ] [ "" "" "" ] quoted);

  # `torch/all.h` of `#include <torch/all.h>`, or null.
  includedByAngles =
    groups:
    let
      name = if elemAt groups 1 == "include" && elemAt groups 4 != null then match "<(.*)" (elemAt groups 4) else null;
    in
    if name == null then null else head name;

  readSource =
    file:
    let
      text = readFile "${src}/${file}";
      found = directives text;
      quoted = filter (name: name != null) (map (groups: elemAt groups 4) found);
    in
    rec {
      includesMacro = any (groups: elemAt groups 1 != null && elemAt groups 4 == null) found;
      includes = if includesMacro then texts else concatMap (name: byBaseName.${nameIn name} or [ ]) quoted;
      # TORCH_EXTENSION_NAME, also if it is put together: TORCH_EXTENSION_##NAME.
      mentionsId = replaceStrings [ "TORCH_EXTENSION" "EXTENSION_NAME" ] [ "" "" ] text != text;
      usesTorch =
        includesMacro
        || any (
          name:
          match "[<\"](torch|ATen|c10|caffe2|THC|pybind11)/.*" name != null
          || match ".*(registration|Python)[.]h" name != null
        ) quoted;
      firstInclude = if found == [ ] then null else includedByAngles (head found);
      # Explicit instantiations: see share_instantiations in the project file for CUDA.
      instantiates = filter isList (split "template[ \t]+(__global__|void)" text) != [ ];
    };
  facts = mapAttrs (_: readSource) (listToAttrs (map (file: { name = file; value = file; }) texts));
  none = {
    includes = [ ];
    mentionsId = false;
    usesTorch = false;
    instantiates = false;
    firstInclude = null;
  };
  factsOf = file: facts.${file} or none;
  filePaths = listToAttrs (
    map (file: {
      name = file;
      value = builtins.path {
        name = "source";
        path = "${src}/${file}";
      };
    }) names
  );

  # Paths of the files that a source may include, directly or not. named: further files that flags include.
  closureOf =
    source: named:
    let
      closure = genericClosure {
        startSet = map (file: { key = file; }) ([ source ] ++ named);
        operator = { key }: map (file: { key = file; }) (factsOf key).includes;
      };
    in
    if hasLinks then
      filter (file: file != source && match ".*[.]pyi?" file == null) names
    else
      filter (file: file != source) (map ({ key }: key) closure);

  # A folder of the store with some files of the source, at their paths.
  makeTree =
    included:
    let
      prefixesOf =
        file:
        let
          parts = filter isString (split "/" file);
        in
        genList (count: concatStringsSep "/" (genList (elemAt parts) (count + 1))) (length parts);
      wanted = listToAttrs (map (path: { name = path; value = true; }) (concatMap prefixesOf included));
      start = stringLength "${src}/";
    in
    builtins.path {
      name = "headers";
      path = src;
      filter = path: _: wanted ? ${substring start (-1) path};
    };

  factsOfBuild =
    source: included: tree:
    let
      all = map factsOf ([ source ] ++ included);
    in
    {
      inherit included tree;
      mentionsId = any (file: file.mentionsId) all;
      usesTorch = any (file: file.usesTorch) all;
      inherit (factsOf source) instantiates firstInclude;
    };

  # Variants share these, and sources that may include the same files share the folder of them.
  closures = listToAttrs (
    map (source: {
      name = source;
      value = closureOf source [ ];
    }) texts
  );
  keyOf = included: concatStringsSep ":" (sort lessThan included);
  trees = mapAttrs (_: sources: makeTree closures.${head sources}) (groupBy (source: keyOf closures.${source}) texts);
  builds = mapAttrs (source: included: factsOfBuild source included trees.${keyOf included}) closures;
in
{
  # Whether the source has a file.
  has = file: filePaths ? ${file};

  # A file of the source as a store path of its own.
  pathOf = file: filePaths.${file};

  # The facts that the object of a source depends on: `included`, the paths of files; `tree`, a folder with these files;
  # `mentionsId`, whether a text can mention the ops' id; `usesTorch`; `instantiates`, whether the source instantiates a
  # template explicitly; and `firstInclude`, its first include if that is one by <name>, or null. words: of the flags,
  # which may include files too. others: sources to treat as included.
  buildOf =
    {
      source,
      words,
      others ? [ ],
    }:
    let
      # `src/a.h` of `-include`, `src/a.h`, and of `--include=src/a.h`.
      named = concatMap (word: byBaseName.${baseNameOf (replaceStrings [ "=" ] [ "/" ] word)} or [ ]) words ++ others;
      included = closureOf source named;
    in
    if named == [ ] then builds.${source} else factsOfBuild source included (makeTree included);
}
