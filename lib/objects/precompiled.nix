# Precompiled headers of Torch for C++ sources. GCC finds them by itself: for `#include <torch/all.h>` it takes
# `torch/all.h.gch` of the first folder in the search path that has one, if this is the first include and the flags are
# the same. Otherwise it reads the header. The object is the same, byte for byte.
{
  # The build set's package set.
  pkgs,
}:
{
  # The build config.
  buildConfig,
  # `stable-abi` of the binding, or null.
  stableAbi,
  # The packages of the backend's toolchain and of the framework, and the framework's folder.
  toolchainPackages,
  frameworkPackage,
  frameworkFolder,
  # A Python with kernel_builder.
  python,
  # Records { firstInclude; flags; } of the sources that GCC compiles as C++. firstInclude: the first file that the
  # source includes by <name>, or null. flags: the `cxx-flags` of the source's table.
  sources,
}:
let
  inherit (builtins)
    attrValues
    concatMap
    elem
    filter
    groupBy
    head
    length
    mapAttrs
    replaceStrings
    toJSON
    ;
  # GCC 12 makes torch/all.h in 31 s and 656 MB, and then compiles a source in 6.6 s instead of 14.2 s: this pays after
  # four compilations, so after one edit of three sources. torch/library.h would save 1.9 s of 3.5 s, for 235 MB.
  minimum = 3;
  headers = [
    "ATen/ATen.h"
    "torch/all.h"
    "torch/torch.h"
    "torch/types.h"
  ];

  makeHeader =
    { firstInclude, flags }:
    pkgs.stdenv.mkDerivation {
      name = "precompiled-${replaceStrings [ "/" ] [ "-" ] firstInclude}";
      header = firstInclude;
      # All kernels with these flags share the header.
      commands = import ./commands.nix { inherit pkgs; } {
        kernelConfig = {
          general.name = "headers";
          torch = if stableAbi == null then { } else { stable-abi = stableAbi; };
        };
        inherit (buildConfig) backend framework;
        deviceCode.cmakeFlags = [ ];
        table = {
          target = null;
          table.cxx-flags = flags;
          sources = [ "header.cpp" ];
        };
        torchFree = false;
        instantiates = false;
        extensionFolder = "torch-ext";
        packages = toolchainPackages;
        inherit python frameworkFolder;
        cxxStandard = (import ../../pkgs/torch/wheels.nix).cxxStandardOf buildConfig.torch;
      };
      inherit frameworkFolder;
      buildInputs = toolchainPackages ++ [ frameworkPackage ];
      buildCommand = "source ${./precompiled.sh}";
    };

  keyOf = { firstInclude, flags }: toJSON [ firstInclude flags ];
  groups = groupBy keyOf (filter (source: elem source.firstInclude headers) sources);
  made = mapAttrs (_: group: if length group < minimum then null else makeHeader (head group)) groups;
in
{
  # The folder with the precompiled header of a record of `sources`, or null.
  folderOf = source: made.${keyOf source} or null;

  # All folders.
  folders = concatMap (folder: if folder == null then [ ] else [ folder ]) (attrValues made);
}
