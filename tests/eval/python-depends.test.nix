let
  pythonDepends = import ../../lib/python-depends.nix;
  ps = { einops = "EINOPS"; nvidia-cutlass-dsl = "DSL"; };
in
{
  "general and the backend's own packages are taken" = {
    actual = pythonDepends { python-depends = [ "einops" ]; cuda.python-depends = [ "nvidia-cutlass-dsl" ]; } "cuda" ps;
    expected = [ "EINOPS" "DSL" ];
  };
  "another backend's are not" = {
    actual = pythonDepends { cuda.python-depends = [ "nvidia-cutlass-dsl" ]; } "cpu" ps;
    expected = [ ];
  };
}
