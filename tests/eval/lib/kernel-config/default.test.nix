let
  config = import ../../../../lib/kernel-config ../../../../examples/relu;
in
{
  kernel-config = {
    "a right build.toml is what TOML says it is" = {
      actual = config == builtins.fromTOML (builtins.readFile ../../../../examples/relu/build.toml);
      expected = true;
    };
  };
}
