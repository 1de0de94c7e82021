let
  inherit (import ../../../../lib/python/inputs.nix) namesIn checkInputs checkNames;
  flake = builtins.toFile "flake.nix" ''
    call {
      inherit self;
      pythonCheckInputs = ps: with ps; [ numpy einop ];
    }
  '';
  position = {
    file = flake;
    line = 3;
  };
in
{
  namesIn = {
    "names of a list in a `with` are found" = {
      actual = namesIn "pythonCheckInputs = ps: with ps; [ numpy\n  pytest-xdist ];\n more = [ 1 ];";
      expected = [ "numpy" "pytest-xdist" ];
    };
    "names of a list of members are found" = {
      actual = namesIn "pythonCheckInputs = p: [ p.numpy p.einops ]";
      expected = [ "numpy" "einops" ];
    };
    "anything but a plain list is left to Nix" = {
      actual = map namesIn [
        "pythonCheckInputs = ps: with ps; [ (numpy.override { }) ]"
        "pythonCheckInputs = ps: [ ps.numpy other.thing ]"
        "pythonCheckInputs = import ./inputs.nix;"
        "pythonCheckInputs = ps: with ps; [ numpy ] ++ more;#"
      ];
      expected = [ null null null [ "numpy" ] ];
    };
  };
  checkNames = {
    "names that the set has are accepted" = {
      actual = checkNames position "pythonCheckInputs" { numpy = 1; einop = 2; };
      expected = true;
    };
    "a call that cannot be read is left to Nix" = {
      actual = checkNames null "pythonCheckInputs" { };
      expected = true;
    };
  };
  checkInputs = {
    "the given function is applied" = {
      actual = checkInputs { } "pythonCheckInputs" (ps: [ ps.numpy ]) { numpy = 1; };
      expected = [ 1 ];
    };
  };
}
