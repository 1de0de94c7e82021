let
  inherit (import ../../../../lib/kernel-config/rules.nix)
    dependsProblems
    editionProblems
    frameworkProblems
    ignoredNotes
    nameProblems
    newerKeys
    ;
  textOf = map (problem: "${problem.path}: ${problem.message}");
in
{
  editionProblems = {
    "edition 5 is the current one, and no edition is left to the migration" = {
      actual = map (general: textOf (editionProblems { inherit general; })) [ { edition = 5; } { } { edition = 4; } ];
      expected = [ [ ] [ ] [ "general.edition: edition 4 is not supported" ] ];
    };
  };
  newerKeys = {
    "keys of edition 5 need the edition" = {
      actual = textOf (newerKeys {
        general = { kernel-depends = [ ]; tpu = { }; cuda.kernel-depends = [ ]; xpu = { }; };
      });
      expected = map (key: "${key}: this key needs edition 5, and the file names none") [
        "general.kernel-depends"
        "general.cuda.kernel-depends"
        "general.tpu"
      ];
    };
  };
  frameworkProblems = {
    "a file has one framework" = {
      actual = map (config: textOf (frameworkProblems config)) [ { torch = { }; } { } { torch = { }; tvm-ffi = { }; } ];
      expected = [
        [ ]
        [ ": the file has none of [torch], [torch-noarch], [tvm-ffi]" ]
        [ ": the file has [torch] and [tvm-ffi]" ]
      ];
    };
  };
  nameProblems = {
    "a module may not hide another one" = {
      actual = map (name: textOf (nameProblems { general = { inherit name; }; })) [ "relu" "torch" "hf-xet" ];
      expected = [
        [ ]
        [ "general.name: the Python module \"torch\" would hide the package `torch` of the shells" ]
        [ "general.name: the Python module \"hf_xet\" would hide the package `hf_xet` of the shells" ]
      ];
    };
  };
  dependsProblems = {
    "another kernel has a version or a revision" = {
      actual = textOf (dependsProblems {
        general.kernel-depends = [ { version = 1; } { } ];
        general.xpu.kernel-depends = [ { version = 1; revision = "a"; } ];
      });
      expected = [
        "general.kernel-depends[1]: `version` or `revision` is missing"
        "general.xpu.kernel-depends[0]: `version` and `revision` exclude each other"
      ];
    };
  };
  ignoredNotes = {
    "a kernel for a backend that is not listed is ignored" = {
      actual = ignoredNotes {
        general.backends = [ "cpu" ];
        kernel = { a.backend = "cpu"; b.backend = "metal"; };
      };
      expected = [ "build.toml: kernel.b is ignored: general.backends does not list \"metal\"" ];
    };
  };
}
