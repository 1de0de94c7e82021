let
  inherit (import ../../../lib/source.nix) kernelSource revision;
  path = ../../../tests/kernels/all-backends;
  dirty = kernelSource { self = { }; inherit path; };
  clean = kernelSource {
    self = { rev = "0123456789abcdef"; shortRev = "0123456"; };
    inherit path;
  };
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
