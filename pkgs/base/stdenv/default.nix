# stdenv as in nixpkgs, on the Debian root.
{
  buildPlatform,
  buildPackages,
  # Inputs of every derivation: the compiler, or none.
  defaultInputs ? [ ],
}:
let
  inherit (buildPlatform) system;
  # Builds run with the programs of the build platform.
  inherit (buildPackages) debianRoot busybox;

  # A store path with the file `setup`. `nix develop` looks for the file there.
  setup = derivation {
    name = "stdenv";
    inherit system;
    builder = "${busybox}/bin/busybox";
    args = [
      "sh"
      "-euc"
      "${busybox}/bin/busybox mkdir $out; ${busybox}/bin/busybox cp ${./setup.sh} $out/setup"
    ];
  };

  # Attributes that only Nix reads.
  notForTheBuilder = [
    "meta"
    "passthru"
    "pname"
    "version"
  ];

  # Make a derivation. Its phases see its attributes as environment variables.
  #   name, or pname and version; outputs ? [ "out" ]; src; nativeBuildInputs, buildInputs: lists of derivations;
  #   <phase>, pre<Phase>, post<Phase>: shell code, or buildCommand in place of all phases;
  #   meta, passthru: attributes of the result.
  mkDerivation =
    attributes:
    derivation (
      builtins.removeAttrs attributes notForTheBuilder
      // {
        name = attributes.name or "${attributes.pname}-${attributes.version}";
        inherit system;
        outputs = attributes.outputs or [ "out" ];
        builder = "${debianRoot}/bin/bash";
        args = [ ./builder.sh ];
        stdenv = setup;
        initialPath = debianRoot;
        inherit defaultInputs;
      }
    )
    // (attributes.passthru or { })
    // {
      meta = attributes.meta or { };
    };
in
{
  inherit mkDerivation;
}
