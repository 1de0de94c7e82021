# The arguments of genKernelFlakeOutputs: what each must be, and the error that shows the right call.
let
  inherit (builtins)
    attrNames
    concatStringsSep
    elemAt
    filter
    head
    isAttrs
    isBool
    isFunction
    isPath
    isString
    ;

  defaults = {
    pythonCheckInputs = _: [ ];
    pythonNativeCheckInputs = _: [ ];
    doGetKernelCheck = true;
    torchVersions = versions: versions;
    cudaCompiler = "registry";
  };
  isFlakePath = value: isPath value || isString value;
  # Argument → what it must be, and the test of it.
  argumentTypes = {
    # Not looked at yet: it is made of these very outputs. `checkSelf` does, when a build needs it.
    self = [ "the flake's own `self`" (_: true) ];
    path = [ "a path, `./.`" isFlakePath ];
    pythonCheckInputs = [ "a function, `ps: [ ps.numpy ]`" isFunction ];
    pythonNativeCheckInputs = [ "a function, `ps: [ ps.numpy ]`" isFunction ];
    doGetKernelCheck = [ "true or false" isBool ];
    cudaCompiler = [
      "\"registry\", nvcc as registries have it, \"clang\", or \"nvidia\", NVIDIA's own archives"
      (value: builtins.elem value [ "registry" "clang" "nvidia" ])
    ];
    torchVersions = [ "a function, `defaults: defaults`" isFunction ];
  };

  wrongCall =
    message:
    throw (
      "genKernelFlakeOutputs: ${message}\n"
      + "  call it as: genKernelFlakeOutputs { inherit self; path = ./.; }\n"
      + "  it also takes: ${concatStringsSep ", " (attrNames defaults)}"
    );
  # The arguments with the defaults of those that are left out.
  checkArguments =
    arguments:
    let
      unknown = filter (name: !(argumentTypes ? ${name})) (attrNames arguments);
      missing = filter (name: !(arguments ? ${name})) [
        "self"
        "path"
      ];
      wrong = filter (name: !((elemAt argumentTypes.${name} 1) arguments.${name})) (attrNames arguments);
    in
    if !isAttrs arguments then
      wrongCall "its argument is a set"
    else if unknown != [ ] then
      wrongCall "unknown argument `${head unknown}`"
    else if missing != [ ] then
      wrongCall "`${head missing}` is missing"
    else if wrong != [ ] then
      wrongCall "`${head wrong}` must be ${head argumentTypes.${head wrong}}"
    else
      defaults // arguments;

  # The kernel's flake, once a build needs it.
  checkSelf = self: if isAttrs self then self else wrongCall "`self` must be ${head argumentTypes.self}";
in
{
  inherit checkArguments checkSelf;
}
