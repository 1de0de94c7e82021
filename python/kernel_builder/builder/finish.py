"""The last step of a build in the sandbox: write metadata.json, run the checks, and report what they found.

`python -m kernel_builder.builder.finish VARIANT REPORT`, with the attributes of the Nix derivation in the environment.
"""

import json
import os
import pathlib
import sys
from typing import Optional

from kernel_builder.builder.checks import checks_of, device_code, hip_code, rocm_release, run, symbols
from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.metadata import provenance, write_metadata

# What looks for the device code of a backend.
DEVICE_CODE = {"cuda": device_code, "rocm": hip_code}


def _revision(name: str) -> Optional[dict]:
    """A revision as lib/source.nix writes it: `<commit>` or `<commit>-dirty`, empty if there is none."""
    commit, _, dirty = os.environ[name].partition("-")
    return {"commit": commit, "dirty": bool(dirty)} if commit else None


def finish(variant: pathlib.Path, report: pathlib.Path) -> None:
    """Write the variant's metadata.json and the report; raises CheckError where a check fails."""
    build = read_config(pathlib.Path.cwd())
    archs = os.environ.get("archs", "").split() or None
    compiled = os.environ["framework"] != "torch-noarch"
    origin = provenance(_revision("builderRevision"), _revision("kernelRevision"), os.environ["deviceCompiler"])
    write_metadata(variant, build, os.environ["opsId"], os.environ["backend"], archs, origin)
    checks = {name: (module, {}) for name, module in checks_of(variant).items()}
    if compiled and os.environ["backend"] == "rocm":
        release = {"rocm": os.environ["rocmVersion"], "symbols": pathlib.Path(os.environ["rocmSymbols"])}
        checks["rocm-release"] = (rocm_release, release)
    if compiled:
        folders = [pathlib.Path(folder) for folder in os.environ["libraryFolders"].split()]
        checks["symbols"] = (symbols, {"folders": folders})
    if compiled and os.environ["backend"] in DEVICE_CODE:
        device = {"archs": archs or [], "compiler": os.environ["deviceCompiler"]}
        checks["device-code"] = (DEVICE_CODE[os.environ["backend"]], device)
    found = {}
    for name, (module, arguments) in checks.items():
        found[name] = run(module, variant, **arguments)
        print(f"check {name}: {found[name]}", flush=True)
    if os.environ["notLoaded"]:
        found["load"] = os.environ["notLoaded"]
        print(f"check load: {found['load']}", flush=True)
    report.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    try:
        finish(*map(pathlib.Path, sys.argv[1:]))
    except UserError as error:
        sys.exit(str(error))
