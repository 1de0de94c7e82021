# The programs that check this repository's shell and Python files, made to run from the store.
{
  stdenvNoCC,
  buildPackages,
  fetchDebs,
  python3,
  debianRoot,
  loader,
  multiarch,
  hostPlatform,
}:
let
  pins = (builtins.fromJSON (builtins.readFile ./lock.json)).${hostPlatform.system};
in
stdenvNoCC.mkDerivation {
  name = "linters";
  # shellcheck's wheels are for x86_64 only; Debian has it for both systems.
  debs = fetchDebs {
    name = "debian-12-shellcheck";
    renew = "debian";
    inherit (pins) files hash;
  };
  # The wheels hold a program each.
  inherit (python3.pkgs) ruff;
  shfmt = python3.pkgs.shfmt-py;
  interpreter = "${debianRoot}/usr/${loader}";
  libraries = "${debianRoot}/usr/lib/${multiarch}";
  nativeBuildInputs = [ buildPackages.patchelf ];
  assemble = ./assemble.sh;
  buildCommand = "source $assemble";
}
