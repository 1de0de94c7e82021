let
  makeToolchain = import ../../../../lib/backends/toolchain.nix;
  pkgs = {
    torch.outPath = "/torch";
    python3.sitePackages = "site";
  };
in
{
  toolchain = {
    "an attribute that a backend does not set has a default" = {
      actual = [
        ((makeToolchain { }).notBuildable { })
        ((makeToolchain { }).packages { })
        ((makeToolchain { }).torch pkgs).folder
      ];
      expected = [
        null
        [ ]
        "/torch/site/torch"
      ];
    };
    "an attribute that a backend sets stays" = {
      actual = (makeToolchain { notLoaded = "a reason"; }).notLoaded;
      expected = "a reason";
    };
  };
}
