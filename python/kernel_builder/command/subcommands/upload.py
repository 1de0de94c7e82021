import json
import pathlib
import tempfile

import click

from kernel_builder.command.subcommands.options import kernel_folder, nix_options, variant_option

OPTIONS = [
    click.option("--repo-id", help="Repository to upload to, owner/name; that of build.toml by default."),
    click.option("--branch", help="Branch for the variants; v<version> by default."),
    click.option("--repo-type", type=click.Choice(["kernel", "model"]), default="kernel", show_default=True),
    click.option("--private", is_flag=True, help="Make the repository private, where it is made."),
    click.option("--create-pr", is_flag=True, help="Open pull requests instead of committing to the branches."),
    click.option("--allow-dirty", is_flag=True, help="Upload what was built from sources that no commit has."),
    click.option("--dry-run", is_flag=True, help="Print what would change on the Hub, and send nothing."),
    click.option("--output-json", is_flag=True, help="Print the result as JSON."),
    click.option("--quiet", is_flag=True, help="Print only errors, and the result."),
]


def upload_options(command):
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def _lines(branch, change):
    for sign, names in (("+", change.added), ("~", change.changed), ("-", change.removed)):
        for name in names:
            yield f"  {sign} {branch}: {name}"


def _upload(folder, dry_run, output_json, quiet, **options):
    from huggingface_hub import HfApi, get_token
    from huggingface_hub.utils import disable_progress_bars

    from kernel_builder import __version__
    from kernel_builder.command.hub.upload import MAIN, Request, Uploader

    if quiet or output_json:
        disable_progress_bars()
    request = Request(folder=folder, **options)
    uploader = Uploader(HfApi(library_name="kernel-builder", library_version=__version__), get_token())
    with tempfile.TemporaryDirectory() as scratch:
        plan = uploader.plan(request, pathlib.Path(scratch, "README.md"))
        if not quiet and not output_json:
            click.echo(f"{plan.repo_id} ({plan.repo_type}{'' if plan.exists else ', to be made'})")
            for line in [*_lines(plan.branch, plan.kernel), *_lines(MAIN, plan.main)]:
                click.echo(line)
            if plan.kept:
                click.echo(f"  stay as they are on {plan.branch}: {', '.join(plan.kept)}")
        done = [] if dry_run else uploader.upload(plan, request)
    result = {
        "repo-id": plan.repo_id,
        "repo-type": plan.repo_type,
        "branch": plan.branch,
        "dry-run": dry_run,
        "commits": done,
        "changes": {plan.branch: plan.kernel._asdict(), MAIN: plan.main._asdict()},
        "kept-variants": plan.kept,
    }
    if output_json:
        click.echo(json.dumps(result, indent=2))
    elif dry_run:
        click.echo("nothing was sent")
    else:
        click.echo("\n".join(done) or "nothing to upload: the Hub has it all")


@click.command()
@kernel_folder
@upload_options
def upload(folder, **options):
    """Upload the built variants in `build`, the benchmarks and the filled card to the Hub. No Nix is needed.

    Variants go to the branch v<version>, in one commit: readers see the old or the new, never half. Files that are there
    already are not sent, stale ones of the same variants are removed, and other variants stay. The card goes to `main`.

    \b
    Examples:
      kernel-builder upload --dry-run
      kernel-builder upload --repo-id my-org/relu --private
    """
    _upload(folder, **options)


@click.command("build-and-upload")
@kernel_folder
@nix_options
@variant_option
@upload_options
def build_and_upload(folder, variant, options, **upload_options):
    """Build the variants of the kernel, copy them to `build`, and upload them.

    \b
    Examples:
      kernel-builder build-and-upload
      kernel-builder build-and-upload --variant torch211-cxx11-cu130 --create-pr
    """
    from kernel_builder.command.subcommands.build import build_variants

    build_variants(folder, options, variant, copy_to_build=True, test=False)
    _upload(folder, **upload_options)
