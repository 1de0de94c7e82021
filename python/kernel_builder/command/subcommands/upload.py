import functools
import os
import pathlib
import tempfile
from typing import Any, Callable, NamedTuple, Optional

import click

from kernel_builder.command.result_file import STANDARD_OUTPUT, output_json_option, write_result
from kernel_builder.command.subcommands.options import kernel_folder, nix_options, variants_option


class UploadOptions(NamedTuple):
    repo_id: Optional[str]
    branch: Optional[str]
    repo_type: str
    private: bool
    create_pr: bool
    allow_dirty: bool
    dry_run: bool
    output_json: Optional[str]
    quiet: bool = False


OPTIONS = [
    click.option(
        "--repo-id", help="Repository to upload to, owner/name; by default general.hub.repo-id in build.toml."
    ),
    click.option(
        "--branch", help="Branch for the variants; by default general.hub.branch in build.toml, else v<version>."
    ),
    click.option(
        "--repo-type",
        type=click.Choice(["kernel", "model"]),
        default="kernel",
        show_default=True,
        help="Type of the repository.",
    ),
    click.option("--private", is_flag=True, help="If the repository is new, make it private."),
    click.option("--create-pr", is_flag=True, help="Open pull requests instead of committing to the branches."),
    click.option("--allow-dirty", is_flag=True, help="Also upload builds of uncommitted sources."),
    click.option("--dry-run", is_flag=True, help="Print the changes that an upload would make, and send nothing."),
    output_json_option,
]


def upload_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of an upload to a command, which gets them as one value, `upload`."""

    @functools.wraps(command)
    def with_options(**values: Any) -> None:
        options = UploadOptions(**{name: values.pop(name) for name in UploadOptions._fields if name in values})
        command(**values, upload=options)

    for option in reversed(OPTIONS):
        with_options = option(with_options)
    return with_options


def _client_and_request(folder: pathlib.Path, options: UploadOptions, variants: tuple[str, ...]) -> tuple[Any, Any]:
    """The client of the Hub, and the request."""
    # The shells of a kernel set this for its tests, not for uploads. huggingface_hub reads it when it is imported.
    if os.environ.get("KERNEL_BUILDER_SHELL_IS_OFFLINE"):
        os.environ.pop("HF_HUB_OFFLINE", None)
    from huggingface_hub import HfApi, get_token

    from kernel_builder import __version__
    from kernel_builder.command.hub.client import Client
    from kernel_builder.command.hub.request import request_for

    request = request_for(
        folder,
        options.repo_id,
        options.branch,
        options.repo_type,
        options.private,
        options.create_pr,
        options.allow_dirty,
        variants,
    )
    api = HfApi(library_name="kernel-builder", library_version=__version__)
    return Client(api, get_token(), request.repo_id, request.repo_type), request


def run_upload(folder: pathlib.Path, options: UploadOptions, variants: tuple[str, ...] = ()) -> None:
    """Plan an upload, print the plan, send it, and print the result. variants: upload only these."""
    client, request = _client_and_request(folder, options, variants)
    from huggingface_hub.utils.tqdm import disable_progress_bars

    from kernel_builder.command.hub.plan import plan_upload
    from kernel_builder.command.hub.report import plan_lines, result_record, result_text
    from kernel_builder.command.hub.send import send

    quiet = options.quiet or options.output_json == STANDARD_OUTPUT
    if quiet:
        disable_progress_bars()
    with tempfile.TemporaryDirectory() as scratch:
        plan = plan_upload(client, request, pathlib.Path(scratch, "README.md"))
    if not quiet:
        click.echo("\n".join(plan_lines(plan, request)))
    addresses = [] if options.dry_run else send(client, plan, request)
    write_result(result_record(plan, request, addresses, options.dry_run), options.output_json)
    if options.output_json != STANDARD_OUTPUT:
        click.echo(result_text(addresses, options.dry_run))


@click.command("upload")
@kernel_folder
@variants_option
@upload_options
@click.option("-q", "--quiet", is_flag=True, help="Print only errors and the result.")
def upload_command(folder: pathlib.Path, variants: tuple[str, ...], upload: UploadOptions) -> None:
    """Upload the built variants, the benchmarks and the card to the Hub.

    The variants go to a branch, in one commit: readers see the old files or the new files, never a mixture. The
    upload sends only files that the Hub does not have. It removes stale files of the same variants and keeps other
    variants. The card goes to the branch `main`. Afterwards each branch is compared with the local files. With
    --variant, the benchmarks stay as they are. This command needs no Nix.

    \b
    Examples:
      kernel-builder upload --dry-run
      kernel-builder upload --repo-id my-org/relu --private
    """
    run_upload(folder, upload, variants)


@click.command("build-and-upload")
@kernel_folder
@nix_options
@variants_option
@upload_options
def build_and_upload(
    folder: pathlib.Path, variants: tuple[str, ...], options: list[str], upload: UploadOptions
) -> None:
    """Build the variants of the kernel, copy them to `build`, and upload them.

    The token, the repository, the card, and whether the sources are committed are checked before the build begins.

    \b
    Examples:
      kernel-builder build-and-upload
      kernel-builder build-and-upload --variant torch211-cxx11-cu130 --create-pr
    """
    from kernel_builder.command.hub.before_build import check_before_build
    from kernel_builder.command.subcommands.build import run_build

    if not upload.dry_run:
        check_before_build(*_client_and_request(folder, upload, variants))
    quiet = upload.output_json == STANDARD_OUTPUT
    run_build(folder, [*options, *(["--quiet"] if quiet else [])], variants, copy=True)
    run_upload(folder, upload._replace(quiet="--quiet" in options), variants)
