let
  outputsOf =
    path: self:
    (import ../../../../lib { builder = { }; }).genKernelFlakeOutputs {
      inherit self path;
    };
  file-by-file = ../../../kernels/file-by-file;
  extensionOf = self: short: (outputsOf file-by-file self).packages.x86_64-linux.${short};
  commitOf = letter: {
    rev = builtins.concatStringsSep "" (builtins.genList (_: letter) 40);
    shortRev = builtins.concatStringsSep "" (builtins.genList (_: letter) 7);
  };
  objectsOf = self: short: builtins.mapAttrs (_: object: object.drvPath) (extensionOf self short).objectsByFile;
  first = objectsOf (commitOf "a") "torch213-cxx11-cpu";
  second = objectsOf (commitOf "b") "torch213-cxx11-cpu";
  older = objectsOf (commitOf "a") "torch211-cxx11-cpu";
  # The sources whose objects differ.
  different = a: b: builtins.filter (name: a.${name} != b.${name}) (builtins.attrNames a);
in
{
  objects = {
    "each source that is compiled has an object" = {
      actual = builtins.attrNames first;
      expected = [
        "binding.cpp"
        "src/c.c"
        "src/macro.cpp"
        "src/none.cpp"
        "src/product.cpp"
        "src/scalar.cpp"
        "src/sum.cpp"
      ];
    };
    "another commit compiles only sources that can mention the ops' id" = {
      actual = different first second;
      expected = [ "binding.cpp" "src/macro.cpp" ];
    };
    "another Torch compiles only the tables that use Torch; a source that may include everything may use it" = {
      actual = different first older;
      expected = [ "binding.cpp" "src/c.c" "src/macro.cpp" "src/scalar.cpp" ];
    };
  };
}
