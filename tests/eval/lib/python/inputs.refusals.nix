let
  inherit (import ../../../../lib/python/inputs.nix) checkNames;
  position = {
    file = builtins.toFile "flake.nix" ''
      call {
        inherit self;
        pythonCheckInputs = ps: with ps; [ numpy einop ];
      }
    '';
    line = 3;
  };
in
{
  "a name that is nearly right" = {
    value = checkNames position "pythonCheckInputs" { numpy = 1; einops = 2; };
    message = ''
      flake.nix:3: pythonCheckInputs: kernel-builder has no Python package `einop`
        did you mean `einops`?
        to pin a package of PyPI for this kernel: kernel-builder lock-python einop'';
  };
  "a name that is like no other" = {
    value = checkNames position "pythonCheckInputs" { numpy = 1; };
    message = ''
      flake.nix:3: pythonCheckInputs: kernel-builder has no Python package `einop`
        to pin a package of PyPI for this kernel: kernel-builder lock-python einop'';
  };
}
