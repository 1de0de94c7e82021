# The Python package kernel_builder: as a library for builds in the sandbox, and as the command.
{
  stdenvNoCC,
  python3,
  writeScriptBin,
}:
let
  python = ../../python;

  # The name of a distribution as PyPA normalizes it: lower case, with `-` between words.
  normalized =
    name:
    let
      letters = text: builtins.genList (index: builtins.substring index 1 text) (builtins.stringLength text);
      toLower = builtins.replaceStrings (letters "ABCDEFGHIJKLMNOPQRSTUVWXYZ") (letters "abcdefghijklmnopqrstuvwxyz");
      words = builtins.split "[-_.]+" (toLower name);
    in
    builtins.concatStringsSep "-" (builtins.filter builtins.isString words);
  # `huggingface-hub` of the requirement `huggingface-hub>=0.34`.
  nameOf = requirement: normalized (builtins.head (builtins.match "([A-Za-z0-9._-]+).*" requirement));
  inherit (builtins.fromTOML (builtins.readFile (python + "/pyproject.toml"))) project;

  packageOf =
    {
      name,
      # Function of a path below python/: whether the package holds that file.
      keep,
      # The requirements of the package.
      requirements,
    }:
    stdenvNoCC.mkDerivation {
      inherit name;
      inherit (python3) sitePackages;
      src = builtins.path {
        name = "kernel-builder-python";
        path = python;
        filter =
          file: _:
          let
            relative = builtins.substring (builtins.stringLength (toString python) + 1) (-1) file;
          in
          builtins.match ".*(__pycache__|\\.pyc|\\.egg-info).*" file == null && keep relative;
      };
      dontBuild = true;
      dontFixup = true;
      installPhase = ''
        site=$out/$sitePackages
        mkdir -p $site
        cp -r kernel_builder $site
        python3 -m compileall -qq -x /templates/ --invalidation-mode unchecked-hash $site
      '';
      passthru = {
        pythonName = "kernel-builder";
        requires = map (requirement: python3.pkgs.${nameOf requirement}) requirements;
      };
    };
  # Builds run kernel_builder.builder alone, so a change of the command rebuilds no kernel.
  runsInBuilds = relative: builtins.match "kernel_builder(/__init__\\.py|/builder(/.*)?)?" relative != null;
  package = packageOf {
    name = "kernel-builder";
    keep = _: true;
    requirements = project.dependencies ++ project.optional-dependencies.command;
  };
  environment = python3.withPackages (_: [ package ]);
  # The scripts of fetchers. `kernel-builder doctor` looks for a mirror and a pip with them, and `kernel-builder fetch`
  # runs them outside of Nix.
  fetcherScripts = (import ../base/fetchers/environment.nix).fetchers;
in
rec {
  library = packageOf {
    name = "kernel-builder-library";
    keep = runsInBuilds;
    requirements = project.dependencies;
  };

  # The command alone: a folder with no other program of its Python. revision: the commit that `--version` shows, or an
  # empty string. flake: the folder of kernel-builder's flake, which new kernels may name, or an empty string.
  makeCommand =
    { revision, flake }:
    writeScriptBin "kernel-builder" ''
      #!${environment}/bin/python3 -IB
      import os

      os.environ.setdefault("KERNEL_BUILDER_REVISION", "${revision}")
      os.environ.setdefault("KERNEL_BUILDER_FETCHERS", "${fetcherScripts}")
      os.environ.setdefault("KERNEL_BUILDER_FLAKE", "${flake}")

      from kernel_builder.command.main import main

      main()
    '';
  # It has neither, so that shells do not change with each commit.
  command = makeCommand {
    revision = "";
    flake = "";
  };
  inherit package environment;
}
