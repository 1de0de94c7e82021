let
  inherit (import ../../lib/arguments.nix) checkArguments checkSelf;
  accepted = value: (builtins.tryEval value).success;
in
{
  "what is left out has its default" = {
    actual =
      let
        checked = checkArguments { self = { }; path = ./.; };
      in
      [
        checked.doGetKernelCheck
        (checked.pythonCheckInputs { })
        (checked.torchVersions [ 1 ])
      ];
    expected = [
      true
      [ ]
      [ 1 ]
    ];
  };
  "what is given stays" = {
    actual = (checkArguments { self = { }; path = ./.; doGetKernelCheck = false; }).doGetKernelCheck;
    expected = false;
  };
  "a self that is no flake is refused when it is needed" = {
    actual = [ (accepted (checkSelf { })) (accepted (checkSelf ./.)) ];
    expected = [ true false ];
  };
}
