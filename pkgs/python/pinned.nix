# A Python package from its pin, a row of a lock. The pin names the packages that it requires. `final` is the set of
# packages that has them and that gets this package.
final: name: pin:
final.buildWheel (
  pin
  // {
    inherit name;
    requires = map (required: final.${required}) pin.requires;
  }
)
