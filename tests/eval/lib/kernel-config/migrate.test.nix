# tests/python/builder/config/test_agreement.py compares it with the migration in Python.
let
  inherit (import ../../../../lib/kernel-config/migrate.nix) isOlder migrate;
  general = {
    name = "relu";
    version = 2;
    license = "MIT";
    backends = [ "cpu" ];
  };
in
{
  isOlder = {
    "a file without an edition is older" = {
      actual = map isOlder [ { } { general = { }; } { general.edition = 5; } { general = 1; } ];
      expected = [ true true false false ];
    };
  };
  migrate = {
    "edition 4 gets the edition only" = {
      actual = migrate { inherit general; torch.src = [ ]; };
      expected = { general = general // { edition = 5; }; torch.src = [ ]; };
    };
    "edition 1 has the name in [torch], and one kernel for two backends" = {
      actual = migrate {
        torch = { name = "relu"; pyroot = "ext"; src = [ ]; };
        kernel.a = { language = "cuda-hipify"; capabilities = [ "8.0" ]; rocm-archs = [ "gfx90a" ]; };
      };
      expected = {
        general = { name = "relu"; version = 1; backends = [ "cuda" "rocm" ]; edition = 5; };
        torch.src = [ ];
        kernel.a = { backend = "cuda"; cuda-capabilities = [ "8.0" ]; };
        kernel.a-rocm = { backend = "rocm"; rocm-archs = [ "gfx90a" ]; };
      };
    };
    "edition 2 marks a Python-only kernel" = {
      actual = migrate { general = { name = "relu"; universal = true; }; torch.pyext = [ "py" ]; };
      expected = {
        general = { name = "relu"; version = 1; backends = [ "cuda" "rocm" "xpu" ]; edition = 5; };
        torch-noarch.pyext = [ "py" ];
      };
    };
    "a value of a wrong type stays" = {
      actual = migrate { torch = 1; kernel.a = 1; };
      expected = { general = { version = 1; backends = [ "cpu" ]; edition = 5; }; torch = 1; kernel.a = 1; };
    };
  };
}
