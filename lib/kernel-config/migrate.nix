# Migrates a build.toml without an edition to the current one, as python/kernel_builder/builder/config/migrate.py does:
# that file says what the older editions had. Values of a wrong type stay as they are.
let
  inherit (builtins)
    attrNames
    attrValues
    concatMap
    filter
    foldl'
    isAttrs
    isString
    listToAttrs
    match
    removeAttrs
    ;
  sortedUnique = import ../sorted-unique.nix;
  edition = 5;

  # Edition 1: the name of the kernel was in [torch], with the folder of the Python module.
  moveName =
    document:
    let
      torch = document.torch or null;
      name = if torch ? name then { inherit (torch) name; } else { };
    in
    if !isAttrs torch then
      document
    else
      document // { torch = removeAttrs torch [ "name" "pyroot" ]; general = name // document.general; };

  # Edition 2: `universal` marked a Python-only kernel, which now has the table [torch-noarch].
  removeUniversal =
    document:
    let
      inherit (document) general;
      torch = document.torch or null;
      marked = general.universal or false == true || (isAttrs torch && torch.universal or false == true);
      # The first mark that is set ends the search for others.
      bare = removeAttrs general [ "universal" ];
      noarch = if isAttrs torch && torch ? pyext then { inherit (torch) pyext; } else { };
    in
    if marked then
      (if isAttrs torch then removeAttrs document [ "torch" ] else document)
      // {
        general = { backends = [ "cuda" "rocm" "xpu" ]; } // bare;
        torch-noarch = noarch;
      }
    else if isAttrs torch then
      document // { general = bare; torch = removeAttrs torch [ "universal" ]; }
    else
      document // { general = bare; };

  # Edition 1: a kernel had a language; `cuda-hipify` stood for two backends.
  withBackend =
    name: kernel:
    let
      renamed =
        removeAttrs kernel [ "capabilities" ]
        // (if kernel ? capabilities then { cuda-capabilities = kernel.capabilities; } else { });
      language = renamed.language or "cuda";
      bare = removeAttrs renamed [ "language" ] // { backend = if language == "metal" then "metal" else "cuda"; };
      forRocm =
        removeAttrs bare (filter (key: match "cuda-.*" key != null) (attrNames bare)) // { backend = "rocm"; };
    in
    if !isAttrs kernel then
      [ { inherit name; value = kernel; } ]
    else if renamed ? backend then
      [ { inherit name; value = renamed; } ]
    else if language == "cuda-hipify" then
      [
        { name = "${name}-rocm"; value = forRocm; }
        { inherit name; value = removeAttrs bare [ "rocm-archs" ]; }
      ]
    else
      [ { inherit name; value = bare; } ];
  nameBackends =
    document:
    if isAttrs (document.kernel or null) then
      document
      // {
        kernel = listToAttrs (concatMap (name: withBackend name document.kernel.${name}) (attrNames document.kernel));
      }
    else
      document;

  # Edition 3: [general] needed neither backends nor version.
  completeGeneral =
    document:
    let
      kernels = if isAttrs (document.kernel or null) then attrValues document.kernel else [ ];
      named = filter isString (map (kernel: kernel.backend) (filter isAttrs kernels));
      backends = if named == [ ] then [ "cpu" ] else sortedUnique named;
    in
    document // { general = { inherit backends; version = 1; } // document.general // { inherit edition; }; };
in
{
  # Whether build.toml names no edition, as all files of older editions.
  isOlder =
    document:
    let
      general = document.general or { };
    in
    isAttrs general && !(general ? edition);

  migrate =
    document:
    foldl' (migrated: step: step migrated) ({ general = { }; } // document) [
      moveName
      removeUniversal
      nameBackends
      completeGeneral
    ];
}
