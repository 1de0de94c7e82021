# A toolchain with the attributes that a backend does not set. A backend's row has two: `compiled` for kernels with C++,
# and `noarch` for Python-only kernels. In the arguments, `config` is a build config and `pkgs` its package set.
let
  defaults = {
    # Why the toolchain cannot build a build config, as text, or null.
    notBuildable = _config: null;
    # Overlays that, over the base, make the package set.
    overlays = _config: [ ];
    # Whether the Torch of a build config brings no libraries of another backend. Such a Torch is the better default:
    # PyPI's build needs gigabytes of CUDA's libraries.
    isLight = _config: true;
    # Whether the backend also takes the CPU's records of versions.nix, since PyPI has no Torch for the backend.
    borrowsCpu = false;
    # The libraries that `depends` may list besides `torch`, and their packages.
    dependencies = [ ];
    dependencyPackages = _pkgs: { };
    # Why kernel-builder does not package a library that `depends` may list: name → text.
    notPackaged = { };
    # The Torch that the kernel is compiled against: { package; folder; }.
    torch = pkgs: {
      package = pkgs.torch;
      folder = "${pkgs.torch}/${pkgs.python3.sitePackages}/torch";
    };
    # Further packages to compile with, in builds and development shells.
    packages = _pkgs: [ ];
    # Whether GCC compiles the C++ sources. Then they may take precompiled headers.
    compiledByGcc = true;
    # Programs that the checks call. Development shells have them too.
    checkPrograms = _pkgs: [ ];
    # Folders with the backend's own libraries that a kernel is linked against.
    libraryFolders = _pkgs: [ ];
    # Device code of a kernel config, with the attributes of no-device-code.nix; the name of its compiler, or null.
    deviceCode = _config: _kernelConfig: import ./no-device-code.nix;
    deviceCompiler = _pkgs: null;
    # Checks that need facts of the build: name → arguments. deviceCode: the value for the kernel config.
    checks = _pkgs: _deviceCode: { };
    # Why builds do not load the variant, as text, or null.
    notLoaded = null;
    # Attributes of the build config that differ for the Torch that loads the variant.
    loadedWith = _pkgs: { };
    # A folder for LD_LIBRARY_PATH when that Torch runs, or null.
    loadLibraries = _pkgs: _config: null;
    # Folders with stubs of the driver's libraries, for a build that loads its result. A shell uses the real driver.
    stubFolders = _pkgs: [ ];
    # Python packages that PyTorch's builds for the backend require, but the Torch here does not.
    loadPackages = _ps: [ ];
    # Shell code that a shell runs when it starts.
    shellHook = _config: "";
  };
in
# attributes: those that the backend sets.
attributes:
let
  unknown = builtins.attrNames (builtins.removeAttrs attributes (builtins.attrNames defaults));
in
if unknown == [ ] then
  defaults // attributes
else
  throw "lib/backends: a toolchain has no attribute `${builtins.head unknown}`"
