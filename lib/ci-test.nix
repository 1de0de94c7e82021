# A program that runs the tests a kernel marks `kernels_ci`, of one variant, on the machine it is started on.
{ stdenvNoCC, debianRoot }:
{
  # The kernel's name, and the folder with its tests, null if it has none.
  name,
  tests,
  # The Python to run them with, and what they find the kernel by: environment variables.
  python,
  env,
  # Shell code that looks at the machine.
  hook,
}:
stdenvNoCC.mkDerivation (
  env
  // {
    name = "${name}-ci-test";
    inherit python tests hook;
    variables = builtins.attrNames env;
    shell = "${debianRoot}/bin/bash";
    buildCommand = ''
      mkdir -p $out/bin
      {
        echo "#!$shell"
        echo "unset PYTHONPATH PYTHONHOME LD_LIBRARY_PATH"
        for variable in $variables; do
          printf 'export %s=%q\n' "$variable" "''${!variable}"
        done
        echo "$hook"
        cat ${./ci-test.sh}
      } >$out/bin/ci-test
      sed -i "s|@python@|$python|; s|@tests@|$tests|" $out/bin/ci-test
      chmod 755 $out/bin/ci-test
    '';
    meta.mainProgram = "ci-test";
  }
)
