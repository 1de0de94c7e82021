# Evaluation tests: `nix eval --json --file tests/eval` lists, per file of lib/, what failed. Nothing is built.
# A test is { actual; expected; } under a name that says what is promised.
let
  inherit (builtins) attrNames filter listToAttrs map match readDir;
  files = filter (name: match ".*\\.test\\.nix" name != null) (attrNames (readDir ./.));
  failuresOf =
    tests:
    let
      failed = filter (name: tests.${name}.actual != tests.${name}.expected) (attrNames tests);
    in
    {
      count = builtins.length (attrNames tests);
      failures = listToAttrs (map (name: { inherit name; value = tests.${name}; }) failed);
    };
in
listToAttrs (map (name: { inherit name; value = failuresOf (import (./. + "/${name}")); }) files)
