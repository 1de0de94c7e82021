# The word of a list that a mistyped word is closest to, or null if none is close.
#   nearest "bakend" [ "backend" "src" ] → "backend"
let
  inherit (builtins)
    elemAt
    filter
    foldl'
    genList
    length
    stringLength
    substring
    ;
  min = a: b: if a < b then a else b;

  # Levenshtein's distance, row by row: the number of letters to add, drop or change.
  distance =
    a: b:
    let
      width = stringLength b;
      nextRow =
        row: i:
        foldl' (
          left: j:
          let
            changed = if substring i 1 a == substring j 1 b then 0 else 1;
            dropped = elemAt row (j + 1) + 1;
            added = elemAt left j + 1;
          in
          left ++ [ (min (min dropped added) (elemAt row j + changed)) ]
        ) [ (i + 1) ] (genList (j: j) width);
      rows = foldl' nextRow (genList (j: j) (width + 1)) (genList (i: i) (stringLength a));
    in
    elemAt rows width;

  longest = 40;
in
word: known:
let
  measured = map (candidate: {
    inherit candidate;
    distance = distance word candidate;
  }) known;
  # One letter may always be wrong. A word with a third of its letters wrong is another word.
  close = filter (m: m.distance == 1 || m.distance * 3 < stringLength word) measured;
  best = foldl' (a: b: if a == null || b.distance < a.distance then b else a) null close;
in
if stringLength word > longest || length close == 0 then null else best.candidate
