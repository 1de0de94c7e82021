# The texts of a list, sorted, each once.
list: builtins.attrNames (builtins.listToAttrs (map (name: { inherit name; value = null; }) list))
