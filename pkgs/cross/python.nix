# Another machine's Python, which runs here under emulation.
{
  stdenvNoCC,
  buildPackages,
  emulator,
  pythonVersion,
  # Python as overlays/python.nix makes it.
  python3,
}:
python3
// {
  withPackages =
    choose:
    let
      environment = python3.withPackages choose;
    in
    stdenvNoCC.mkDerivation {
      name = "${environment.name}-emulated";
      inherit environment pythonVersion;
      inherit (emulator) program;
      bash = "${buildPackages.debianRoot}/bin/bash";
      buildCommand = "source ${./emulated-python.sh}";
    };
}
