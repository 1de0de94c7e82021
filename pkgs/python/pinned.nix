# A Python package from its pin, a row of a lock. The pin requires other packages by name; `final` is the set that has them
# and that the package becomes part of.
final: name: pin:
final.buildWheel (
  pin
  // {
    inherit name;
    requires = map (required: final.${required}) pin.requires;
  }
)
