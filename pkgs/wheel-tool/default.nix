# A program out of a wheel, made to run from the Debian root.
{
  stdenvNoCC,
  patchelf,
  debianRoot,
  loader,
  multiarch,
}:
{
  # The Python package that holds it.
  package,
  # Paths in the package: of the program, and of a folder to stand beside its bin/ as share/, if it needs one.
  program,
  share ? "",
  # A library that is loaded with the program, if any.
  neededLibrary ? "",
  # What a build that has the tool among its inputs sources: its phases.
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
  interpreter = "${debianRoot}/usr/${loader}";
  libraries = "${debianRoot}/usr/lib/${multiarch}";
  nativeBuildInputs = [ patchelf ];
  buildCommand = ''
    tool=$out/bin/''${program##*/}
    mkdir -p $out/bin $out/nix-support
    cp "$package/$program" "$tool"
    chmod u+w "$tool"
    patchelf --set-interpreter "$interpreter" --force-rpath --set-rpath "$libraries" "$tool"
    [ -z "$neededLibrary" ] || patchelf --add-needed "$neededLibrary" "$tool"
    [ -z "$share" ] || ln -s "$package/$share" $out/share
    cp "$setupHook" $out/nix-support/setup-hook
  '';
}
