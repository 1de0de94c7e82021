# genKernelFlakeOutputs: everything that a kernel's flake has to offer.
{
  # kernel-builder's own flake.
  builder,
}:
let
  inherit (builtins)
    attrNames
    compareVersions
    concatStringsSep
    filter
    head
    listToAttrs
    map
    mapAttrs
    sort
    ;
  inherit (import ./source.nix) kernelSource revision;
  inherit (import ./arguments.nix) checkArguments checkSelf;
  inherit (import ./kernel-depends.nix) missingOf;
  inherit (import ./python-inputs.nix) checkNames;
  readKernelConfig = import ./kernel-config;
  variantsOf = import ./variants.nix;
  makeBuildSets = import ./build-sets.nix;
  pythonPackages = import ./python-packages.nix;
  systems = attrNames (import ../pkgs/base/systems.nix);

  versions = import ../versions.nix;

  # Best first: see `rank` in backends.nix, then the newer Torch, then the older backend version.
  byPreference =
    a: b:
    if a.rank != b.rank then
      a.rank < b.rank
    else if a.torch != b.torch then
      compareVersions a.torch b.torch > 0
    else
      compareVersions a.version b.version < 0;

  # What stands in for a derivation that cannot be: building it fails with `message`. The failure is inside, as an
  # attribute that fails itself is remembered by Nix 2.8 as one that "is not a derivation".
  unbuildable = system: name: message: {
    type = "derivation";
    inherit name system;
    outputName = "out";
    drvPath = throw message;
    outPath = throw message;
  };
in
arguments:
let
  checked = checkArguments arguments;
  inherit (checked)
    path
    doGetKernelCheck
    torchVersions
    ;
  # The function of an argument, that first says what it names and is not there.
  checkedInputs =
    argument: ps:
    builtins.seq (checkNames (builtins.unsafeGetAttrPos argument arguments) argument ps) (checked.${argument} ps);
  kernelConfig = readKernelConfig path;
  general = kernelConfig.general;
  source = kernelSource {
    self = checkSelf checked.self;
    inherit path;
  };

  configsOf =
    system:
    map (
      config:
      let
        missing = missingOf (kernelConfig.kernel or { }) config.backend;
        asked = config // { inherit (checked) cudaCompiler; };
      in
      if missing == null then asked else asked // { inherit missing; }
    ) (variantsOf kernelConfig (torchVersions versions) system);

  outputsFor =
    system:
    let
      configs = configsOf system;
      notBuildable = filter (config: config.missing != null) configs;
      buildSets = makeBuildSets [ (import ./python-lock.nix { inherit path system; }) ] system (filter (config: config.missing == null) configs);
      sorted = sort byPreference buildSets;
      # Any package set serves what does not depend on the variant.
      pkgs = (head buildSets).pkgs;

      variants = map (
        buildSet:
        let
          extension = buildSet.pkgs.callPackage ./extension.nix { } {
            inherit kernelConfig source doGetKernelCheck;
            buildConfig = removeAttrs buildSet [ "pkgs" ];
            builderRevision = revision builder;
          };
        in
        {
          inherit (buildSet) name short backend;
          inherit extension;
          shells = buildSet.pkgs.callPackage ./shells.nix { } {
            inherit
              kernelConfig
              extension
              path
              ;
            pythonCheckInputs = checkedInputs "pythonCheckInputs";
            pythonNativeCheckInputs = checkedInputs "pythonNativeCheckInputs";
          };
        }
      ) sorted;

      variantList = map (config: {
        inherit (config)
          name
          short
          torch
          backend
          version
          system
          missing
          ;
      }) configs;

      # Attributes by the full name of each variant, and under both of its names.
      byName = value: list: listToAttrs (map (v: { inherit (v) name; value = value v; }) list);
      underBothNames =
        value: list: byName value list // listToAttrs (map (v: { name = v.short; value = value v; }) list);
      # The same for all variants of the kernel: one that cannot be built says so when it is asked for.
      ofAllVariants = value: underBothNames cannotBuild notBuildable // underBothNames value variants;
      extensionOf = variant: variant.extension;
      testShellOf = variant: variant.shells.testShell;
      bundleOf =
        chosen:
        pkgs.callPackage ./bundle.nix { } {
          inherit (general) name;
          inherit path;
          inherit (source) src;
          extensions = map extensionOf chosen;
        };
      # What a bundle leaves out is said by name.
      bundle =
        if notBuildable == [ ] then
          bundleOf variants
        else
          builtins.trace "${general.name}: not in the bundle, since not buildable yet: ${
            concatStringsSep ", " (map (config: config.short) notBuildable)
          }" (bundleOf variants);
      ofBackend = backend: filter (variant: variant.backend == backend) variants;
      builtBackends = filter (backend: ofBackend backend != [ ]) general.backends;
      # The newest Torch of each backend: enough to see whether a change broke it.
      ci = bundleOf (map (backend: head (ofBackend backend)) builtBackends);

      cannotBuild = config: unbuildable system config.name "${config.name} cannot be built: ${config.missing}";
      nothingToBuild = unbuildable system general.name (
        "no variant of ${general.name} can be built for ${system}: "
        + (if configs == [ ] then "none is left of versions.nix" else (head notBuildable).missing)
      );
      summaryOf =
        chosen:
        pkgs.callPackage ./summary.nix { } {
          bundle = bundleOf chosen;
          extensions = map extensionOf chosen;
        };
      # What becomes, on the user's machine, that of the best variant there.
      ofBest =
        file: kind: choose:
        pkgs.callPackage file { } {
          name = "${general.name}-${kind}";
          candidates = map (variant: {
            inherit (variant) short backend;
            derivation = choose variant;
          }) variants;
        };
      defaultShell = ofBest ./default-shell.nix;
      ciTestOf = variant: variant.shells.ciTest;
      devShellOf = variant: variant.shells.devShell;
      # What `nix run` runs.
      programs = rec {
        build-and-copy = pkgs.makeBuildAndCopy { inherit bundle; };
        build-and-upload = pkgs.makeUpload {
          name = "build-and-upload";
          before = build-and-copy;
        };
        upload = pkgs.makeUpload { name = "upload"; };
        ci-test = ofBest ./default-ci-test.nix "default" ciTestOf;
      };
      toApp = name: package: {
        type = "app";
        program = "${package}/bin/${name}";
      };
    in
    {
      packages =
        if variants == [ ] then
          { }
        else
          {
            inherit bundle ci;
            default = bundle;
          }
          // programs
          // underBothNames extensionOf variants;

      apps = if variants == [ ] then { } else mapAttrs toApp programs;

      legacyPackages =
        underBothNames cannotBuild notBuildable
        // {
          redistributable = ofAllVariants extensionOf // {
            inherit bundle;
          };
          backendBundle = listToAttrs (
            map (backend: { name = backend; value = bundleOf (ofBackend backend); }) builtBackends
          );
          testShells = ofAllVariants testShellOf;
          ciTests = ofAllVariants ciTestOf;
          # What the command asks for, in one evaluation: paths of derivations to build and to open.
          plan = {
            variants = variantList;
            builds = byName (
              variant:
              let
                found = summaryOf [ variant ];
              in
              {
                derivation = found.drvPath;
                # Where the results will be; naming them is not to build them.
                result = builtins.unsafeDiscardStringContext found.outPath;
                extension = builtins.unsafeDiscardStringContext variant.extension.drvPath;
                built = builtins.unsafeDiscardStringContext variant.extension.outPath;
              }
            ) variants;
            testShells = byName (variant: (testShellOf variant).drvPath) variants;
            devShells = byName (variant: (devShellOf variant).drvPath) variants;
            testShell = (if variants == [ ] then nothingToBuild else defaultShell "test" testShellOf).drvPath;
            devShell = (if variants == [ ] then nothingToBuild else defaultShell "develop" devShellOf).drvPath;
          };
        }
        // (if variants == [ ] then { default = nothingToBuild; bundle = nothingToBuild; ci = nothingToBuild; } else { });

      devShells =
        if variants == [ ] then
          { }
        else
          {
            default = defaultShell "develop" devShellOf;
            test = defaultShell "test" testShellOf;
          }
          // underBothNames devShellOf variants;

      checks = byName extensionOf variants;
      variants = variantList;
    };

  perSystem = listToAttrs (map (system: { name = system; value = outputsFor system; }) systems);
  output = name: mapAttrs (_: outputs: outputs.${name}) perSystem;
in
# Outputs are lazy; a wrong call is to fail whichever of them is asked for.
builtins.seq checked {
  packages = output "packages";
  apps = output "apps";
  legacyPackages = output "legacyPackages";
  devShells = output "devShells";
  checks = output "checks";
  lib = {
    variants = output "variants";
    # What lock-python keeps to.
    pythonPackages = listToAttrs (map (name: { inherit name; value = pythonPackages name; }) systems);
  };
}
