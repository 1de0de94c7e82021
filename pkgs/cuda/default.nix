# A CUDA toolkit from NVIDIA's wheels: one folder as nvcc expects it. lock/<system>.json pins the wheels. CUDA 12's
# wheels have no nvcc. A toolkit with a `compiler` in toolkits.json gets another compiler: Debian's nvcc, clang, or the
# nvcc in NVIDIA's archives. Headers, libraries and ptxas always come from the toolkit's own wheels.
#
# The programs run on the build platform, and the libraries are the host platform's. NVIDIA's headers and device
# libraries are the same for both (docs/aarch64.md).
{
  stdenvNoCC,
  fetchDebs,
  fetchNvidia,
  fetchDistribution,
  buildPackages,
  buildPlatform,
  hostPlatform,
  sysroot,
  cc,
  clang,
  multiarch,
}:
{
  # CUDA's version, `13.0`.
  version,
  # "wheels" if the toolkit's wheels have nvcc; else "registry" (Debian's nvcc), "clang", or "nvidia" (the nvcc in
  # NVIDIA's archives).
  compiler,
}:
let
  inherit (buildPackages) debianRoot;
  pinsFor = platform: (builtins.fromJSON (builtins.readFile (./lock + "/${platform.system}.json"))).${version};
  pins = pinsFor hostPlatform // builtins.intersectAttrs programs (pinsFor buildPlatform);
  # The components with programs. CUDA 12's wheels have CUDA's major version in their names.
  programs = {
    nvidia-cuda-nvcc = null;
    nvidia-cuda-nvcc-cu12 = null;
    nvidia-nvvm = null;
  };
  row = (builtins.fromJSON (builtins.readFile ./toolkits.json)).${version};
  debianCompiler = (builtins.fromJSON (builtins.readFile ./compilers.json)).${row.compiler}.${buildPlatform.system};
  noArchive =
    "pkgs/cuda/toolkits.json names no archive of NVIDIA's nvcc ${version} for ${buildPlatform.system}: "
    + "add one, or remove cudaCompiler = \"nvidia\" from flake.nix";
  sources = {
    wheels = {
      name = "nvcc ${version}";
    };
    # clang calls the toolkit's ptxas and fatbinary. CMake asks nvcc where the toolkit is.
    clang = sources.registry // {
      name = "clang 22 with the headers and ptxas of CUDA ${version}";
    };
    registry = {
      name = "Debian's ${row.compiler} with the headers and ptxas of CUDA ${version}";
      debs = fetchDebs (debianCompiler // { name = row.compiler; renew = "cuda"; });
    };
    nvidia = {
      name = "NVIDIA's nvcc ${version}";
      archive = fetchNvidia (row.nvidia.${buildPlatform.system} or (throw noArchive));
    };
  };
  source = sources.${compiler};
  # `cuda-toolkit` is an empty wheel that requires the others.
  components = builtins.removeAttrs pins [ "cuda-toolkit" ];
  wheel =
    name:
    fetchDistribution {
      inherit name;
      renew = "cuda";
      inherit (pins.${name})
        version
        file
        sha256
        size
        ;
    };
in
stdenvNoCC.mkDerivation (
  # Only a toolkit with this compiler depends on clang.
  (
    if compiler == "clang" then
      {
        inherit clang debianRoot sysroot multiarch;
        wrapper = ../clang/wrapper.sh;
        wrapClang = ../clang/wrap.sh;
        # Printed when clang refuses a source.
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
    driverStub = ./driver_stub.py;
    wheels = map wheel (builtins.attrNames components);
    inherit (debianRoot) interpreter libraries;
    shim = "${buildPackages.shellShim}/lib/libshell-shim.so";
    hostCompiler = "${cc}/bin/g++";
    nativeBuildInputs = [ buildPackages.patchelf ];
    buildCommand = "source ${./assemble.sh}";
    passthru = {
      inherit version components;
      # The compiler's name, for messages.
      compilerName = source.name;
    };
  }
)
