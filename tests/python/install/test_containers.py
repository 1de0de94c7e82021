"""The Dockerfile and the development container. No test builds them with Docker; tests/machines runs the commands."""

import json
import pathlib

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
BUILD = "kernel-builder build-and-copy --variant torch213-cxx11-cpu --test examples/relu"


def test_the_dockerfile_builds_relu_without_a_sandbox():
    lines = (REPOSITORY / "Dockerfile").read_text().splitlines()
    assert [line for line in lines if line.startswith("RUN")] == [
        "RUN ./install.sh --yes --no-sandbox",
        f"RUN {BUILD}",
    ]


def test_the_development_container_builds_relu_in_a_sandbox():
    settings = json.loads((REPOSITORY / ".devcontainer/devcontainer.json").read_text())
    assert settings["postCreateCommand"] == f"./install.sh && {BUILD}"
    assert settings["runArgs"] == ["--privileged"]
    file = REPOSITORY / ".devcontainer" / settings["build"]["dockerfile"]
    assert file.resolve() == REPOSITORY / "Dockerfile"
