# A bundle and the reports of its variants, for the command.
{ stdenvNoCC }:
{
  # The bundle, and the extensions in it.
  bundle,
  extensions,
}:
stdenvNoCC.mkDerivation {
  name = "build-summary";
  inherit bundle;
  # Words name=report.
  reports = map (extension: "${extension.buildConfig.name}=${extension.report}") extensions;
  buildCommand = ''
    mkdir -p $out/reports
    ln -s $bundle $out/bundle
    for report in $reports; do
      cp "''${report#*=}" "$out/reports/''${report%%=*}.json"
    done
  '';
}
