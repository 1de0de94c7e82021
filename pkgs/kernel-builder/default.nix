# The Python package kernel_builder: as a library for builds in the sandbox, and as the command.
{ stdenvNoCC, python3 }:
let
  packageOf =
    { name, keep }:
    stdenvNoCC.mkDerivation {
      inherit name;
      src = builtins.path {
        name = "kernel-builder-python";
        path = ../../python;
        filter =
          file: _:
          let
            relative = builtins.substring (builtins.stringLength (toString ../../python) + 1) (-1) file;
          in
          builtins.match ".*(__pycache__|\\.pyc|\\.egg-info).*" file == null && keep relative;
      };
      dontBuild = true;
      dontFixup = true;
      installPhase = ''
        site=$out/lib/python3.11/site-packages
        mkdir -p $site
        cp -r kernel_builder $site
        python3 -m compileall -qq -x /templates/ --invalidation-mode unchecked-hash $site
      '';
      passthru = {
        pythonName = "kernel-builder";
        requires = map (name: python3.pkgs.${name}) [
          "abi3info"
          "auditwheel"
          "click"
          "huggingface-hub"
          "jinja2"
          "kernels-data"
          "packaging"
          "pip"
          "pydantic"
          "pyelftools"
          "tomli"
          "tomlkit"
        ];
      };
    };
  # Builds run kernel_builder.builder alone, so that a change of the command builds no kernel again.
  runsInBuilds = relative: builtins.match "kernel_builder(/__init__\\.py|/builder(/.*)?)?" relative != null;
  package = packageOf {
    name = "kernel-builder";
    keep = _: true;
  };
  environment = python3.withPackages (_: [ package ]);
in
rec {
  library = packageOf {
    name = "kernel-builder-library";
    keep = runsInBuilds;
  };

  # The command, on its own: no other program of its Python comes onto the path with it. revision: what --version
  # shows, the commit it is of, or an empty string.
  makeCommand = revision: stdenvNoCC.mkDerivation {
    name = "kernel-builder";
    inherit environment revision;
    buildCommand = ''
      mkdir -p $out/bin
      {
        printf '#!%s -I\nimport os\n\n' "$environment/bin/python3"
        printf 'os.environ.setdefault("KERNEL_BUILDER_REVISION", "%s")\n\n' "$revision"
        printf 'from kernel_builder.command.main import main\n\nmain()\n'
      } >$out/bin/kernel-builder
      chmod 755 $out/bin/kernel-builder
    '';
    meta.mainProgram = "kernel-builder";
  };
  # Without a revision, so that shells are not made anew for each commit.
  command = makeCommand "";
  inherit package environment;
}
