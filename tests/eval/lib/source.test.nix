let
  inherit (import ../../../lib/source.nix) kernelSource revision;
  path = ../../../tests/kernels/all-backends;
  kernelConfig.torch.include = [ "." ];
  dirty = kernelSource { self = { }; inherit path kernelConfig; };
  clean = kernelSource {
    self = { rev = "0123456789abcdef"; shortRev = "0123456"; };
    inherit path kernelConfig;
  };
  entriesOf =
    torch:
    builtins.attrNames (
      builtins.readDir (kernelSource { self = { }; inherit path; kernelConfig = { inherit torch; }; }).src
    );
in
{
  kernelSource = {
    "a clean revision names the build" = {
      actual = clean.uniqueId;
      expected = "0123456";
    };
    "changed files are named by their content, and called dirty" = {
      actual = builtins.match "[0-9a-f]{7}_dirty" dirty.uniqueId != null;
      expected = true;
    };
    "both have the same source" = {
      actual = clean.src == dirty.src;
      expected = true;
    };
    "a folder that build.toml names is part of the source" = {
      actual = map (torch: builtins.elem "flake.nix" (entriesOf torch)) [
        { }
        { include = [ "." ]; }
        { include = [ "./flake.nix/" ]; }
      ];
      expected = [ false false true ];
    };
    "the flake itself is not part of the source" = {
      actual = builtins.pathExists (clean.src + "/flake.nix");
      expected = false;
    };
  };
  revision = {
    "the revision is the commit, with a mark where files are changed" = {
      actual = map revision [ { rev = "a"; } { dirtyRev = "a-dirty"; } { } ];
      expected = [ "a" "a-dirty" "" ];
    };
  };
}
