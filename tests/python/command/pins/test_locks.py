import json
import pathlib

from kernel_builder.command.pins.locks import DEBIAN, NVIDIA, PARTS, PYPI, read_pins

ROOT = pathlib.Path(__file__).resolve().parents[4]
UPDATE_PINS = (ROOT / "pkgs/update-pins/update-pins.sh").read_text()


def test_every_pin_below_pkgs_is_read_with_the_same_facts():
    pins = read_pins(ROOT)
    pinned = set()
    for path in (ROOT / "pkgs").rglob("*.json"):

        def collect(row):
            if "sha256" in row:
                pinned.add(row["sha256"])
            return row

        json.loads(path.read_text(), object_hook=collect)
    assert {pin.sha256 for pin in pins} == pinned and len(pins) == len(pinned) > 300
    for pin in pins:
        assert pin.registry in (PYPI, DEBIAN, NVIDIA) and pin.name and (ROOT / pin.place).is_file()
        assert bool(pin.distribution) == (pin.registry == PYPI)
        assert pin.size or pin.registry == NVIDIA, pin


def test_each_part_is_one_of_update_pins():
    assert all(not part or f"  [{part}]=" in UPDATE_PINS for part in PARTS.values())


def test_the_distribution_is_the_one_that_has_the_file():
    by_name = {pin.name: pin for pin in read_pins(ROOT)}
    assert by_name["flashinfer_python-0.6.16-py3-none-any.whl"].distribution == "flashinfer-python"
    assert next(pin for name, pin in by_name.items() if "torch-2.13.0+cpu" in name).distribution == "torch"
