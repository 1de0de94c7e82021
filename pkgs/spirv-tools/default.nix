# Khronos' tools for SPIR-V, from Debian 12. Tests validate the device code of kernels for XPU with spirv-val.
{
  stdenvNoCC,
  fetchDebs,
  buildPackages,
  debianRoot,
  loader,
  multiarch,
  hostPlatform,
}:
let
  pins = (builtins.fromJSON (builtins.readFile ./lock.json)).${hostPlatform.system};
in
stdenvNoCC.mkDerivation {
  name = "spirv-tools";
  debs = fetchDebs {
    name = "debian-12-spirv-tools";
    renew = "sycl";
    inherit (pins) files hash;
  };
  interpreter = "${debianRoot}/usr/${loader}";
  libraries = "${debianRoot}/usr/lib/${multiarch}";
  nativeBuildInputs = [ buildPackages.patchelf ];
  buildCommand = ''
    unpackDebs "$debs" unpacked
    mkdir -p $out/bin
    cp unpacked/usr/bin/spirv-val unpacked/usr/bin/spirv-dis $out/bin/
    for program in $out/bin/*; do
      patchProgram "$program" "$interpreter" "$libraries"
    done
  '';
}
