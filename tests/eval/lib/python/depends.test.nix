let
  pythonDepends = import ../../../../lib/python/depends.nix;
  ps = { einops = "EINOPS"; nvidia-cutlass-dsl = "DSL"; apache-tvm-ffi = "FFI"; };
in
{
  depends = {
    "the general packages and the backend's own are taken" = {
      actual = pythonDepends {
        general = {
          python-depends = [ "einops" ];
          cuda.python-depends = [ "nvidia-cutlass-dsl" ];
        };
      } "cuda" ps;
      expected = [ "EINOPS" "DSL" ];
    };
    "another backend's packages are left out" = {
      actual = pythonDepends { general.cuda.python-depends = [ "nvidia-cutlass-dsl" ]; } "cpu" ps;
      expected = [ ];
    };
    "a kernel with [tvm-ffi] needs the TVM FFI once, whether python-depends names it or not" = {
      actual = pythonDepends { general.python-depends = [ "tvm-ffi" ]; tvm-ffi = { }; } "cpu" ps;
      expected = [ "FFI" ];
    };
  };
}
