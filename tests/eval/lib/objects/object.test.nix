let
  inherit (import ../../small.nix) pkgs;
  makeObject = import ../../../../lib/objects/object.nix { inherit pkgs; } {
    kernel = "k";
    backend = "cpu";
    commands = "/commands";
    python = pkgs.python3;
    packages = [ ];
    frameworkFolder = null;
    headerFolders = [ ];
    extensionFolder = "torch-ext";
  };
  object = makeObject {
    source = "src/a file@1.cu";
    file = ../../small.nix;
    headers = "/headers";
    hipify = [ ];
    precompiled = null;
    opsId = null;
  };
in
{
  object = {
    "it is named after the kernel and the source, as far as a store name can be" = {
      actual = object.name;
      expected = "k-object-src-a-file-1.cu";
    };
  };
}
