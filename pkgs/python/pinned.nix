# A Python package from its pin, a row of a lock: what it requires by name is taken out of `final`, the set it becomes part of.
final: name: pin:
final.buildWheel (
  pin
  // {
    inherit name;
    requires = map (required: final.${required}) pin.requires;
  }
)
