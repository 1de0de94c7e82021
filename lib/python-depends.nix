# The Python packages that a kernel needs when it is loaded: build.toml's python-depends, out of the pinned wheels.
# general: the table [general]. backend: that of the variant. ps: the set of Python packages.
general: backend: ps:
let
  names = (general.python-depends or [ ]) ++ ((general.${backend} or { }).python-depends or [ ]);
in
map (
  name:
  ps.${name} or (throw (
    "build.toml: general.python-depends: \"${name}\" is not among kernel-builder's wheels\n"
    + "  add it to pkgs/python/packages.txt and run pkgs/python/update-lock.py"
  ))
) names
