let
  inherit (import ../../../lib/arguments.nix) checkArguments checkSelf defaults;
  required = {
    self = { };
    path = ./.;
  };
in
{
  defaults = {
    "every optional argument has a default" = {
      actual = builtins.attrNames defaults;
      expected = [
        "crossSystems"
        "cudaCompiler"
        "doGetKernelCheck"
        "precompiledHeaders"
        "pythonCheckInputs"
        "pythonNativeCheckInputs"
        "torchVersions"
      ];
    };
    "tests get no further packages, and the whole matrix is used" = {
      actual = [
        (defaults.pythonCheckInputs { })
        (defaults.pythonNativeCheckInputs { })
        (defaults.torchVersions [ 1 ])
      ];
      expected = [
        [ ]
        [ ]
        [ 1 ]
      ];
    };
  };
  checkArguments = {
    "an argument that is absent has its default" = {
      actual = (checkArguments required).doGetKernelCheck;
      expected = true;
    };
    "a given argument stays" = {
      actual = (checkArguments (required // { doGetKernelCheck = false; })).doGetKernelCheck;
      expected = false;
    };
    "a backend's own argument is accepted" = {
      actual = (checkArguments (required // { cudaCompiler = "clang"; })).cudaCompiler;
      expected = "clang";
    };
  };
  checkSelf = {
    "a flake is returned unchanged" = {
      actual = checkSelf { rev = "a"; };
      expected = {
        rev = "a";
      };
    };
  };
}
