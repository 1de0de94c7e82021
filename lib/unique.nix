# The texts of a list, each once, sorted.
list:
builtins.attrNames (
  builtins.listToAttrs (map (name: { inherit name; value = null; }) list)
)
