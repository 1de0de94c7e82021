# A program that runs the tests that a kernel marks `kernels_ci`, for one variant, on the machine where it is started.
{ writeShellScriptBin }:
{
  # The folder with the kernel's tests, or null.
  tests,
  # The Python that runs the tests.
  python,
  # Environment variables by which the tests find the kernel.
  env,
  # Shell code that sets the machine up: see shells/default.nix.
  hook,
}:
let
  inherit (builtins) attrNames concatStringsSep replaceStrings toString;
  quoted = value: "'${replaceStrings [ "'" ] [ "'\\''" ] (toString value)}'";
  exports = map (name: "export ${name}=${quoted env.${name}}") (attrNames env);
in
writeShellScriptBin "ci-test" ''
  unset PYTHONPATH PYTHONHOME LD_LIBRARY_PATH
  tests=${quoted (if tests == null then "" else "${tests}")}
  python=${python}
  ${concatStringsSep "\n" exports}
  ${hook}
  ${builtins.readFile ./ci-test.sh}
''
