# Check a value against the JSON Schema of build.toml, which python/kernel_builder generates from its model. These
# keywords are supported, which is all that the schema uses: $ref, anyOf, oneOf with a discriminator, type, enum,
# const, pattern, maxLength, minimum, maximum, items, maxItems, properties, required, additionalProperties,
# patternProperties and propertyNames.
#
# checkSchema schema value: problems { path = "kernel.relu.src"; message; remedy; }, none if the value fits.
let
  inherit (builtins)
    any
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
    isAttrs
    isBool
    isInt
    isList
    isString
    length
    mapAttrs
    match
    replaceStrings
    stringLength
    substring
    toJSON
    ;
  nearest = import ../nearest.nix;

  typeNames = {
    string = "text in quotes";
    integer = "a whole number";
    boolean = "true or false";
    array = "a list in [ ]";
    object = "a table";
    null = "nothing";
  };
  hasType =
    type: value:
    {
      string = isString value;
      integer = isInt value;
      boolean = isBool value;
      array = isList value;
      object = isAttrs value;
      null = false;
    }
    .${type};

  shown =
    value:
    let
      text = toJSON value;
    in
    if stringLength text > 60 then substring 0 57 text + "…" else text;
  listed = concatStringsSep ", ";
  # Nix's regular expressions exhaust their stack on long texts. A text that matches a class of characters is matched in
  # pieces; for other patterns, the schema limits the length.
  matches =
    pattern: text:
    let
      pieces = genList (i: substring (i * 1000) 1000 text) ((stringLength text + 999) / 1000);
      fits = part: any (p: match p part != null) (alternatives pattern);
    in
    if stringLength text <= 4095 then
      fits text
    else
      match "\\^\\[[^]]*][*+]\\$" pattern != null && builtins.all fits pieces;
  # Nix matches whole strings, so `^a$|^b$` becomes two patterns without anchors.
  alternatives =
    pattern:
    map (part: substring 1 (stringLength part - 2) part) (
      filter isString (
        builtins.split "[|](\\^)" ("^" + substring 1 (-1) (replaceStrings [ "$|^" ] [ "$|^^" ] pattern))
      )
    );
  # How to write a text that matches a pattern. Patterns with U+0001 refuse control characters, which a message does not
  # repeat.
  form =
    pattern:
    if match ".*://.*" pattern != null then
      "write a git URL: https://host/owner/name, ssh://git@host/owner/name or git@host:owner/name"
    else if replaceStrings [ (fromJSON ''"\u0001"'') ] [ "" ] pattern == pattern then
      "it must match ${pattern}"
    else
      "write one line without control characters"
      + (if match ".*[+][$]" pattern == null then "" else ", which is not empty");
  # A key as TOML writes it, in quotes unless it is plain.
  quoted = key: if match "[A-Za-z0-9_-]+" key == null then toJSON key else key;
  join = path: key: if path == "" then quoted key else "${path}.${quoted key}";

  suggestion =
    word: known:
    let
      near = nearest word known;
    in
    (if near == null then "" else "did you mean `${near}`? ") + "known: ${listed known}";
in
schema:
let
  resolve =
    node:
    if node ? "$ref" then
      schema."$defs".${substring 8 (-1) node."$ref"}
    else
      node;

  checkObject =
    path: node: value:
    let
      properties = node.properties or { };
      patterns = node.patternProperties or { };
      patternOf = key: filter (pattern: matches pattern key) (attrNames patterns);
      known = attrNames properties;
      missing = filter (key: !(value ? ${key})) (node.required or [ ]);
      checkKey =
        key:
        if properties ? ${key} then
          check (join path key) properties.${key} value.${key}
        else if patternOf key != [ ] then
          check (join path key) patterns.${head (patternOf key)} value.${key}
        else if isAttrs (node.additionalProperties or null) then
          check (join path key) node.additionalProperties value.${key}
        else if patterns != { } then
          [ (problem (join path key) "this name may hold letters, digits, `-` and `_` only" "rename it") ]
        else
          [ (problem (join path key) "unknown key" (suggestion key known)) ];
      badNames = filter (key: !(elem key node.propertyNames.enum)) (attrNames value);
    in
    map (key: problem (join path key) "missing" "add `${key}`: ${properties.${key}.description or "a table"}") missing
    ++ (if node ? propertyNames then
      map (key: problem (join path key) "unknown key" (suggestion key node.propertyNames.enum)) badNames
    else
      [ ])
    ++ concatMap checkKey (attrNames value);

  problem = path: message: remedy: { inherit path message remedy; };

  # `oneOf` over tables that differ in one key, the discriminator.
  checkTagged =
    path: node: value:
    let
      key = node.discriminator.propertyName;
      mapping = node.discriminator.mapping;
      tag = value.${key};
    in
    if !isAttrs value then
      [ (problem path "${shown value} is not ${typeNames.object}" "write [${path}] and its keys under it") ]
    else if !(value ? ${key}) then
      [ (problem (join path key) "missing" "add `${key}`, one of: ${listed (attrNames mapping)}") ]
    else if !isString tag || !(mapping ? ${tag}) then
      [
        (problem (join path key) "unknown value ${shown tag}" (
          suggestion (if isString tag then tag else "") (attrNames mapping)
        ))
      ]
    else
      check path { "$ref" = mapping.${tag}; } value;

  checkAny =
    path: node: value:
    let
      choices = filter (choice: (choice.type or "") != "null") node.anyOf;
      fitting = filter (choice: hasType ((resolve choice).type or "object") value) choices;
      wanted = concatStringsSep ", or " (map (choice: typeNames.${(resolve choice).type or "object"}) choices);
    in
    if fitting == [ ] then
      [ (problem path "${shown value} is not ${wanted}" "write ${wanted}") ]
    else
      check path (head fitting) value;

  check =
    path: unresolved: value:
    let
      node = resolve unresolved;
    in
    if node ? anyOf then
      checkAny path node value
    else if node ? discriminator then
      checkTagged path node value
    else if node ? const then
      if value == node.const then
        [ ]
      else
        [ (problem path "${shown value} is not ${shown node.const}" "write ${shown node.const}") ]
    else if node ? enum then
      if elem value node.enum then
        [ ]
      else
        [ (problem path "unknown value ${shown value}" (suggestion (if isString value then value else "") node.enum)) ]
    else if node ? type && !hasType node.type value then
      [ (problem path "${shown value} is not ${typeNames.${node.type}}" "write ${typeNames.${node.type}}") ]
    else if node.type or "" == "string" && stringLength value > node.maxLength or 1048576 then
      [ (problem path "the text is longer than ${toString node.maxLength} characters" "shorten it") ]
    else if node.type or "" == "string" && node ? pattern && !matches node.pattern value then
      [ (problem path "${shown value} is not of the right form" (form node.pattern)) ]
    else if node.type or "" == "integer" && node ? minimum && value < node.minimum then
      [ (problem path "${shown value} is too small" "the minimum is ${toString node.minimum}") ]
    else if node.type or "" == "integer" && node ? maximum && value > node.maximum then
      [ (problem path "${shown value} is too large" "the maximum is ${toString node.maximum}") ]
    else if node.type or "" == "array" && length value > node.maxItems or 1048576 then
      [
        (problem path "the list has ${toString (length value)} values" "the limit is ${toString node.maxItems}")
      ]
    else if node.type or "" == "array" then
      concatLists (genList (i: check "${path}[${toString i}]" node.items (elemAt value i)) (length value))
    else if node.type or "" == "object" then
      checkObject path node value
    else
      [ ];
in
check "" schema
