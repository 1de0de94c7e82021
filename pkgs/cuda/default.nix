# A CUDA toolkit out of NVIDIA's wheels: one folder as nvcc expects it. The wheels are rows of lock/<system>.json.
{
  stdenvNoCC,
  fetchWheel,
  patchelf,
  shellShim,
  cc,
  debianRoot,
  loader,
  multiarch,
  system,
}:
{
  # CUDA's version, `13.0`.
  version,
}:
let
  pins = (builtins.fromJSON (builtins.readFile (./lock + "/${system}.json"))).${version};
  # The distribution that only names the others.
  components = builtins.removeAttrs pins [ "cuda-toolkit" ];
  wheel =
    name:
    fetchWheel {
      inherit name;
      inherit (pins.${name}) version file sha256;
    };
in
stdenvNoCC.mkDerivation {
  name = "cuda-toolkit-${pins.cuda-toolkit.version}";
  wheels = map wheel (builtins.attrNames components);
  interpreter = "${debianRoot}/usr/${loader}";
  libraries = "${debianRoot}/usr/lib/${multiarch}";
  shim = "${shellShim}/lib/libshell-shim.so";
  hostCompiler = "${cc}/bin/g++";
  nativeBuildInputs = [ patchelf ];
  assemble = ./assemble.sh;
  buildCommand = "source $assemble";
  passthru = { inherit version components; };
}
