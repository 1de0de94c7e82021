let
  inherit (import ../../lib/python-inputs.nix) namesIn checkNames;
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
  check = packages: builtins.tryEval (checkNames position "pythonCheckInputs" packages);
in
{
  "names of a list in a `with` are found" = {
    actual = namesIn "pythonCheckInputs = ps: with ps; [ numpy\n  pytest-xdist ];\n more = [ 1 ];";
    expected = [ "numpy" "pytest-xdist" ];
  };
  "names of a list of members are found" = {
    actual = namesIn "pythonCheckInputs = p: [ p.numpy p.einops ]";
    expected = [ "numpy" "einops" ];
  };
  "what is not a plain list is left to Nix" = {
    actual = map namesIn [
      "pythonCheckInputs = ps: with ps; [ (numpy.override { }) ]"
      "pythonCheckInputs = ps: [ ps.numpy other.thing ]"
      "pythonCheckInputs = import ./inputs.nix;"
      "pythonCheckInputs = ps: with ps; [ numpy ] ++ more;#"
    ];
    expected = [ null null null [ "numpy" ] ];
  };
  "all that is there is right" = {
    actual = (check { numpy = 1; einop = 2; }).success;
    expected = true;
  };
  "a name that is not there is refused" = {
    actual = (check { numpy = 1; einops = 2; }).success;
    expected = false;
  };
  "a call that cannot be read is left to Nix" = {
    actual = checkNames null "pythonCheckInputs" { };
    expected = true;
  };
}
