from kernel_builder.command.nix.derivation import attributes_in, input_derivations, text_of

TEXT = (
    'Derive([("out","/nix/store/0-shell","","")],[("/nix/store/1-cc.drv",["out"]),("/nix/store/2-torch.drv",["dev","out"])],'
    '["/nix/store/3-other.drv","/nix/store/4-hook.sh"],"x86_64-linux","/bin/sh",["-c"],'
    '[("name","a \\"shell\\""),("others","/nix/store/3-other.drv"),("size","42")])'
)


def test_inputs_are_the_derivations_that_are_needed_and_not_those_that_are_only_named(tmp_path):
    (tmp_path / "shell.drv").write_text(TEXT)
    assert input_derivations(str(tmp_path / "shell.drv")) == ["/nix/store/1-cc.drv", "/nix/store/2-torch.drv"]


def test_attributes_are_read():
    attributes = attributes_in(TEXT)
    assert attributes["size"] == "42" and attributes["name"] == r"a \"shell\""


def test_a_derivation_that_is_not_here_has_no_text():
    assert text_of("/nix/store/none.drv") == "" and input_derivations("/nix/store/none.drv") == []
