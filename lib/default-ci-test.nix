# A program that builds and runs `ci-test` of the first variant that the machine can run.
{ stdenvNoCC, debianRoot }:
{
  name,
  # See candidates.nix.
  candidates,
}:
stdenvNoCC.mkDerivation {
  name = "${name}-ci-test";
  candidates = import ./candidates.nix candidates;
  shell = "${debianRoot}/bin/bash";
  buildCommand = ''
    mkdir -p $out/bin
    {
      echo "#!$shell"
      printf 'candidates=%q\n' "$candidates"
      cat ${./machine.sh} ${./choose-candidate.sh}
      echo 'choose_candidate'
      echo 'program=$(nix-store --realise "$chosen_derivation") || exit 1'
      echo 'exec "$program/bin/ci-test" "$@"'
    } >$out/bin/ci-test
    chmod 755 $out/bin/ci-test
  '';
  meta.mainProgram = "ci-test";
}
