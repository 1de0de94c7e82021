# A toolchain with the attributes that a backend does not set. A backend's row has two: `compiled` for kernels with C++,
# and `noarch` for kernels in Python alone. In the arguments, `config` is a build config and `pkgs` its package set.
let
  defaults = {
    # Why the toolchain cannot build a build config, as text, or null.
    notBuildable = _config: null;
    # Overlays over the base that make the package set.
    overlays = _config: [ ];
    # Whether build configs of the CPU serve too, since PyPI has no Torch for the backend.
    borrowsCpu = false;
    # Names that `depends` may list besides `torch`, and the package of each.
    dependencies = [ ];
    dependencyPackages = _pkgs: { };
    # Torch as the kernel is compiled against it: { package; folder; }.
    torch = pkgs: {
      package = pkgs.torch;
      folder = "${pkgs.torch}/${pkgs.python3.sitePackages}/torch";
    };
    # Further packages to compile with, in builds and development shells.
    packages = _pkgs: [ ];
    # Programs that the checks call, which development shells have too.
    checkPrograms = _pkgs: [ ];
    # Folders of the libraries that a kernel is linked against, besides the framework's and Debian's.
    libraryFolders = _pkgs: [ ];
    # Device code of a kernel config: { archs; cmakeFlags; compiler; }, the compiler as text, or null for none.
    deviceCode = _pkgs: _kernelConfig: {
      archs = [ ];
      cmakeFlags = [ ];
      compiler = null;
    };
    # Shell code that a build runs before CMake.
    configureHook = "";
    # Checks that need facts of the build: name → arguments. deviceCode: the value of the attribute above.
    checks = _pkgs: _deviceCode: { };
    # Why no build loads its result, as text, or null.
    notLoaded = null;
    # Attributes of the build config that differ in the Torch that loads the result.
    loadedWith = _pkgs: { };
    # A folder for LD_LIBRARY_PATH of that Torch, or null.
    loadLibraries = _pkgs: _config: null;
    # Folders with stubs of the driver's libraries, for a build that loads its result. A shell uses the real driver.
    stubFolders = _pkgs: [ ];
    # Python packages that PyTorch's builds for the backend bring and that Torch does not.
    loadPackages = _ps: [ ];
    # Shell code that a shell runs when it starts.
    shellHook = _config: "";
  };
in
# attributes: a backend's own.
attributes:
let
  unknown = builtins.attrNames (builtins.removeAttrs attributes (builtins.attrNames defaults));
in
if unknown == [ ] then
  defaults // attributes
else
  throw "lib/backends: a toolchain has no attribute `${builtins.head unknown}`"
