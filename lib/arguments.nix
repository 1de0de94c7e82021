# The arguments of genKernelFlakeOutputs: their defaults, what each must be, and the error that shows the right call.
let
  inherit (builtins)
    all
    attrNames
    attrValues
    concatMap
    concatStringsSep
    elem
    filter
    foldl'
    head
    isAttrs
    isBool
    isFunction
    isList
    isPath
    isString
    mapAttrs
    ;

  # The systems that machines of another system build for.
  crossSystems = concatMap (platform: platform.crossCompiles) (attrValues (import ../pkgs/base/systems.nix));

  packageList = {
    accepts = isFunction;
    expected = "a function, `ps: [ ps.numpy ]`";
    default = _ps: [ ];
  };
  # Argument → { accepts; expected; default; }. One without a default must be given.
  table = {
    self = {
      # Evaluating `self` needs the flake's outputs, which depend on this check. checkSelf checks `self` later.
      accepts = _value: true;
      expected = "the flake's own `self`";
    };
    path = {
      accepts = value: isPath value || isString value;
      expected = "a path, `./.`";
    };
    pythonCheckInputs = packageList;
    pythonNativeCheckInputs = packageList;
    doGetKernelCheck = {
      accepts = isBool;
      expected = "true or false";
      default = true;
    };
    precompiledHeaders = {
      accepts = isBool;
      expected = "true or false";
      default = true;
    };
    # The other systems whose variants a bundle has too.
    crossSystems = {
      accepts = value: isList value && all (system: elem system crossSystems) value;
      expected = "a list of systems that other machines build for: ${concatStringsSep ", " crossSystems}";
      default = [ ];
    };
    torchVersions = {
      accepts = isFunction;
      expected = "a function, `defaults: defaults`";
      default = versions: versions;
    };
  }
  # A backend may take arguments of its own.
  // foldl' (all: row: all // row.arguments or { }) { } (attrValues (import ./backends));

  required = filter (name: !(table.${name} ? default)) (attrNames table);
  defaults = mapAttrs (_name: row: row.default) (removeAttrs table required);

  wrongCall =
    message:
    throw (
      "genKernelFlakeOutputs: ${message}\n"
      + "  call it as: genKernelFlakeOutputs { inherit self; path = ./.; }\n"
      + "  it also takes: ${concatStringsSep ", " (attrNames defaults)}"
    );
in
{
  inherit defaults;

  # The arguments with their defaults. Throws for an unknown, missing or wrong argument.
  checkArguments =
    arguments:
    let
      unknown = filter (name: !(table ? ${name})) (attrNames arguments);
      missing = filter (name: !(arguments ? ${name})) required;
      wrong = filter (name: !(table.${name}.accepts arguments.${name})) (attrNames arguments);
    in
    if !isAttrs arguments then
      wrongCall "its argument must be a set"
    else if unknown != [ ] then
      wrongCall "unknown argument `${head unknown}`"
    else if missing != [ ] then
      wrongCall "`${head missing}` is missing"
    else if wrong != [ ] then
      wrongCall "`${head wrong}` must be ${table.${head wrong}.expected}"
    else
      defaults // arguments;

  # The kernel's flake. Throws for a wrong value, once a build needs the flake.
  checkSelf = self: if isAttrs self then self else wrongCall "`self` must be ${table.self.expected}";
}
