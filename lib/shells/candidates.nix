# Variants as words for choose-candidate.sh. The words name derivations without building them.
# candidates: records { short; backend; derivation; }, best first.
candidates:
map (
  { short, backend, derivation }:
  "${backend}=${short}=${builtins.unsafeDiscardOutputDependency derivation.drvPath}"
) candidates
