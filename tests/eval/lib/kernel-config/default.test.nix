let
  config = import ../../../../lib/kernel-config ../../../../examples/relu;
in
{
  kernel-config = {
    "a correct build.toml has the attributes that TOML gives it" = {
      actual = config == builtins.fromTOML (builtins.readFile ../../../../examples/relu/build.toml);
      expected = true;
    };
  };
}
