# A program from a wheel, which runs on the Debian root.
{
  stdenvNoCC,
  buildPackages,
  debianRoot,
}:
{
  # The Python package that holds the program.
  package,
  # Path of the program in the package.
  program,
  # Path in the package of a folder that the program looks for as ../share, if any.
  share ? "",
  # A library that is loaded with the program, if any.
  neededLibrary ? "",
  # The file that a build sources if the tool is among its inputs: it defines the tool's phases.
  setupHook,
}:
stdenvNoCC.mkDerivation {
  name = "${package.pythonName}-${package.version}";
  inherit
    package
    program
    share
    neededLibrary
    setupHook
    ;
  inherit (debianRoot) interpreter libraries;
  nativeBuildInputs = [ buildPackages.patchelf ];
  buildCommand = ''
    tool=$out/bin/''${program##*/}
    mkdir -p $out/bin $out/nix-support
    cp "$package/$program" "$tool"
    chmod u+w "$tool"
    patchProgram "$tool" "$interpreter" "$libraries"
    [ -z "$neededLibrary" ] || patchelf --add-needed "$neededLibrary" "$tool"
    [ -z "$share" ] || ln -s "$package/$share" $out/share
    cp "$setupHook" $out/nix-support/setup-hook
  '';
}
