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

  examples = ../../../../examples;
  # The objects of the device code of an example, in a variant.
  deviceCodeOf =
    example: short:
    let
      packages = (outputsOf (examples + "/${example}") { }).packages.x86_64-linux;
      objects = packages.${short}.objectsByFile;
      names = builtins.filter (name: builtins.match ".*[.]cu" name != null) (builtins.attrNames objects);
    in
    # A kernel for the stable ABI has no variant for each Torch.
    if packages ? ${short} then
      map (name: { name = "${example}/${name}"; value = objects.${name}.drvPath; }) names
    else
      [ ];
  exampleDeviceCode =
    short:
    builtins.listToAttrs (
      builtins.concatMap (example: deviceCodeOf example short) (builtins.attrNames (builtins.readDir examples))
    );
  newestDeviceCode = exampleDeviceCode "torch213-cxx11-cu130";
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
    "the device code of the examples is compiled once for all Torches" = {
      actual = {
        examplesHaveDeviceCode = newestDeviceCode != { };
        compiledAnew = different newestDeviceCode (exampleDeviceCode "torch211-cxx11-cu130");
      };
      expected = { examplesHaveDeviceCode = true; compiledAnew = [ ]; };
    };
  };
}
