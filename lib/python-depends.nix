# The Python packages that a kernel needs when it is loaded: build.toml's python-depends, out of the pinned wheels.
# kernelConfig: build.toml. backend: that of the variant. ps: the set of Python packages.
kernelConfig: backend: ps:
let
  inherit (kernelConfig) general;
  # What they are called on PyPI, where build.toml has another name (python_depends.json of `kernels`).
  distributions = {
    tvm-ffi = "apache-tvm-ffi";
  };
  # A kernel on the TVM FFI imports it, whether it says so or not.
  implied = if kernelConfig ? tvm-ffi then [ "tvm-ffi" ] else [ ];
  asked = implied ++ (general.python-depends or [ ]) ++ ((general.${backend} or { }).python-depends or [ ]);
  names = import ./unique.nix asked;
in
map (
  name:
  ps.${distributions.${name} or name} or (throw (
    "build.toml: general.python-depends: \"${name}\" is not among kernel-builder's wheels\n"
    + "  add it to pkgs/python/packages.txt and run pkgs/python/update-lock.py"
  ))
) names
