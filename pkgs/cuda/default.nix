# A CUDA toolkit out of NVIDIA's wheels: one folder as nvcc expects it. The wheels are rows of lock/<system>.json. Those of
# CUDA 12 hold no nvcc: a toolkit with a `compiler` in toolkits.json has that of Debian's package of it, with the headers,
# libraries and ptxas of its own wheels, or the very one out of NVIDIA's archives.
{
  stdenvNoCC,
  fetchDebs,
  fetchNvidia,
  fetchWheel,
  patchelf,
  shellShim,
  sysroot,
  cc,
  clang,
  debianRoot,
  loader,
  multiarch,
  system,
}:
{
  # CUDA's version, `13.0`.
  version,
  # What compiles where the wheels hold no nvcc: "registry", Debian's package of it, "clang", or "nvidia", that of its
  # archives.
  compiler,
}:
let
  pins = (builtins.fromJSON (builtins.readFile (./lock + "/${system}.json"))).${version};
  row = (builtins.fromJSON (builtins.readFile ./toolkits.json)).${version};
  debianCompiler = (builtins.fromJSON (builtins.readFile ./compilers.json)).${row.compiler}.${system};
  sources = {
    wheels = {
      name = "nvcc ${version}";
    };
    # clang calls ptxas and fatbinary of the toolkit, and CMake asks nvcc where the toolkit is.
    clang = sources.registry // {
      name = "clang 22 with the headers and ptxas of CUDA ${version}";
    };
    registry = {
      name = "Debian's ${row.compiler} with the headers and ptxas of CUDA ${version}";
      debs = fetchDebs (debianCompiler // { name = row.compiler; });
    };
    nvidia = {
      name = "NVIDIA's nvcc ${version}";
      archive = fetchNvidia (
        row.nvidia.${system} or (throw "CUDA ${version}: pkgs/cuda/toolkits.json has no archive of NVIDIA's for ${system}")
      );
    };
  };
  chosen = if row.compiler == null then "wheels" else compiler;
  source = sources.${chosen};
  # The distribution that only names the others.
  components = builtins.removeAttrs pins [ "cuda-toolkit" ];
  wheel =
    name:
    fetchWheel {
      inherit name;
      inherit (pins.${name}) version file sha256;
    };
in
stdenvNoCC.mkDerivation (
  # The one that kernels are compiled with by default does not wait for clang.
  (
    if chosen == "clang" then
      {
        inherit clang debianRoot sysroot multiarch;
        wrapper = ../clang/wrapper.sh;
        wrapClang = ../clang/wrap.sh;
        # What is said of a source that it refuses.
        refused = ./refused.txt;
      }
    else
      { }
  )
  // {
    name = "cuda-toolkit-${pins.cuda-toolkit.version}";
    debs = source.debs or null;
    archive = source.archive or null;
    profile = ./nvcc.profile;
    wheels = map wheel (builtins.attrNames components);
    interpreter = "${debianRoot}/usr/${loader}";
    libraries = "${debianRoot}/usr/lib/${multiarch}";
    shim = "${shellShim}/lib/libshell-shim.so";
    hostCompiler = "${cc}/bin/g++";
    nativeBuildInputs = [ patchelf ];
    assemble = ./assemble.sh;
    buildCommand = "source $assemble";
    passthru = {
      inherit version components;
      # What compiles, in words.
      compilerName = source.name;
      # Whether it knows all that the toolkit does, as one of the toolkit's own release.
      compilerIsOwn = chosen != "registry";
    };
  }
)
