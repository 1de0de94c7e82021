# Derivations of variants as words for choose-candidate.sh: they are named, and none of them is built.
# candidates: { short; backend; derivation; }, best first.
candidates:
map (
  { short, backend, derivation }: "${backend}=${short}=${builtins.unsafeDiscardOutputDependency derivation.drvPath}"
) candidates
