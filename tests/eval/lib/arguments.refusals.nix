let
  inherit (import ../../../lib/arguments.nix) checkArguments checkSelf;
  required = {
    self = { };
    path = ./.;
  };
  message =
    first:
    "genKernelFlakeOutputs: ${first}\n"
    + "  call it as: genKernelFlakeOutputs { inherit self; path = ./.; }\n"
    + "  it also takes: crossSystems, cudaCompiler, doGetKernelCheck, precompiledHeaders, pythonCheckInputs, "
    + "pythonNativeCheckInputs, torchVersions";
in
{
  "an argument that is not a set" = {
    value = checkArguments 1;
    message = message "its argument must be a set";
  };
  "an unknown argument" = {
    value = checkArguments (required // { pythonChekInputs = _: [ ]; });
    message = message "unknown argument `pythonChekInputs`";
  };
  "a missing self" = {
    value = checkArguments { path = ./.; };
    message = message "`self` is missing";
  };
  "a missing path" = {
    value = checkArguments { self = { }; };
    message = message "`path` is missing";
  };
  "a path of another type" = {
    value = checkArguments (required // { path = 1; });
    message = message "`path` must be a path, `./.`";
  };
  "a list instead of a function" = {
    value = checkArguments (required // { pythonCheckInputs = [ ]; });
    message = message "`pythonCheckInputs` must be a function, `ps: [ ps.numpy ]`";
  };
  "a string instead of a boolean" = {
    value = checkArguments (required // { doGetKernelCheck = "no"; });
    message = message "`doGetKernelCheck` must be true or false";
  };
  "records instead of a function" = {
    value = checkArguments (required // { torchVersions = [ ]; });
    message = message "`torchVersions` must be a function, `defaults: defaults`";
  };
  "an unknown compiler" = {
    value = checkArguments (required // { cudaCompiler = "gcc"; });
    message = message (
      "`cudaCompiler` must be \"registry\" (Debian's nvcc), \"clang\", "
      + "or \"nvidia\" (nvcc from NVIDIA's archives)"
    );
  };
  "a system that no other machine builds for" = {
    value = checkArguments (required // { crossSystems = [ "aarch64-darwin" ]; });
    message = message "`crossSystems` must be a list of systems that other machines build for: aarch64-linux";
  };
  "a self that is not a flake" = {
    value = checkSelf ./.;
    message = message "`self` must be the flake's own `self`";
  };
}
