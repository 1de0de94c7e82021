# For the command: the bundle, and what the checks of each variant found.
{ stdenvNoCC }:
{ bundle, extensions }:
stdenvNoCC.mkDerivation {
  name = "build-summary";
  inherit bundle;
  reports = map (extension: "${extension.buildConfig.name}=${extension.report}") extensions;
  buildCommand = ''
    mkdir -p $out/reports
    ln -s $bundle $out/bundle
    for report in $reports; do
      cp "''${report#*=}" "$out/reports/''${report%%=*}.json"
    done
  '';
}
