let
  pythonDepends = import ../../../../lib/python/depends.nix;
  ps = { einops = "EINOPS"; nvidia-cutlass-dsl = "DSL"; apache-tvm-ffi = "FFI"; };
in
{
  depends = {
    "general and the backend's own packages are taken" = {
      actual = pythonDepends {
        general = {
          python-depends = [ "einops" ];
          cuda.python-depends = [ "nvidia-cutlass-dsl" ];
        };
      } "cuda" ps;
      expected = [ "EINOPS" "DSL" ];
    };
    "another backend's are not" = {
      actual = pythonDepends { general.cuda.python-depends = [ "nvidia-cutlass-dsl" ]; } "cpu" ps;
      expected = [ ];
    };
    "a kernel on the TVM FFI needs it, said or not, once" = {
      actual = pythonDepends { general.python-depends = [ "tvm-ffi" ]; tvm-ffi = { }; } "cpu" ps;
      expected = [ "FFI" ];
    };
  };
}
