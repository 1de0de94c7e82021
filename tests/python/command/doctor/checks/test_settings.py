from kernel_builder.command.doctor.checks import settings
from kernel_builder.command.doctor.row import Row

LINE = "run kernel-builder's install.sh, or add the line `sandbox = relaxed` to ~/.config/nix/nix.conf"


def test_relaxed_is_right(stage):
    stage.nix(sandbox="relaxed")
    value = "sandbox = relaxed; /etc/nix/nix.conf and ann's own count"
    assert settings.check(stage.machine()) == Row("settings", "ok", value)


def test_no_sandbox_has_the_line_that_mends_it(stage, monkeypatch):
    monkeypatch.setattr(settings, "can_sandbox", lambda root: True)
    stage.nix(sandbox="false")
    value = "sandbox = false; /etc/nix/nix.conf and ann's own count"
    problem = "builds run without the sandbox, so another machine may build other bytes"
    assert settings.check(stage.machine()) == Row("settings", "note", value, problem, LINE)


def test_strict_is_right_and_the_row_tells_what_it_asks_for(stage):
    stage.nix(sandbox="true")
    value = "sandbox = true; /etc/nix/nix.conf and ann's own count"
    assert settings.check(stage.machine()) == Row(
        "settings", "ok", f"{value}; kernel-builder fetches before a build, and `nix build` needs a fetch first"
    )


def test_a_machine_that_cannot_sandbox_has_no_better_value(stage, monkeypatch):
    monkeypatch.setattr(settings, "can_sandbox", lambda root: False)
    stage.nix(sandbox="false")
    value = "sandbox = false; /etc/nix/nix.conf and ann's own count"
    assert settings.check(stage.machine()) == Row("settings", "ok", value)


def test_on_nixos_the_line_is_for_its_configuration(stage, monkeypatch):
    monkeypatch.setattr(settings, "can_sandbox", lambda root: True)
    stage.nix(sandbox="false")
    stage.file("etc/NIXOS")
    assert settings.check(stage.machine()).remedy == (
        'add the line `nix.settings.sandbox = "relaxed";` to /etc/nixos/configuration.nix, then run nixos-rebuild'
        " switch"
    )


def test_without_nix_the_settings_are_unknown(stage):
    assert settings.check(stage.machine()) == Row(
        "settings", "wrong", "unknown", "no Nix shows its settings", "run kernel-builder's install.sh"
    )
