let
  inherit (import ../../small.nix) pkgs;
  commandsFor = commandsWith 17;
  commandsWith =
    cxxStandard: general:
    import ../../../../lib/objects/commands.nix { inherit pkgs; } {
      kernelConfig = {
        inherit general;
        torch = { src = [ "a.cpp" ]; pyext = [ "py" ]; minver = "2.9"; };
      };
      backend = "cpu";
      framework = { table = "torch"; variable = "TORCH_DIR"; };
      deviceCode.cmakeFlags = [ ];
      table = { target = null; table = { }; sources = [ "a.cpp" "src/b.cc" "c.cpp" ]; };
      torchFree = false;
      instantiates = false;
      python = pkgs.python3;
      extensionFolder = "torch-ext";
      packages = [ ];
      frameworkFolder = null;
      inherit cxxStandard;
    };
  general = { name = "k"; version = 1; license = "MIT"; backends = [ "cpu" "cuda" ]; };
  commands = commandsFor general;
in
{
  commands = {
    "it asks CMake for one command per ending" = {
      actual = (builtins.fromJSON commands.request).endings;
      expected = [ "cc" "cpp" ];
    };
    "Torches with the same C++ standard share the commands, others do not" = {
      actual = map (cxx: (commandsWith cxx general).drvPath == commands.drvPath) [ 17 20 ];
      expected = [ true false ];
    };
    "parts of build.toml that no command depends on change nothing" = {
      actual = (commandsFor (general // { version = 2; license = "Apache-2.0"; })).drvPath == commands.drvPath;
      expected = true;
    };
  };
}
