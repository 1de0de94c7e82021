import pathlib
from typing import Optional

import click

from kernel_builder.command.subcommands.options import kernel_folder_option, nix_options, variants_option

SIGNS_BY_ITSELF = "then pass --key cache.key; or pass --unsigned, if the target signs what it serves, as nix-serve does"


@click.command("push-cache")
@click.argument("target")
@kernel_folder_option
@nix_options
@variants_option
@click.option(
    "--key",
    type=click.Path(dir_okay=False, exists=True, path_type=pathlib.Path),
    help="Sign with this secret key of Nix.",
)
@click.option("--unsigned", is_flag=True, help="Sign nothing: the target signs what it serves.")
@click.option(
    "--compression",
    type=click.Choice(["zstd", "xz", "none"]),
    default="zstd",
    show_default=True,
    help="How a cache of files is compressed.",
)
def push_cache(
    target: str,
    folder: pathlib.Path,
    variants: tuple[str, ...],
    options: list[str],
    key: Optional[pathlib.Path],
    unsigned: bool,
    compression: str,
) -> None:
    """Build variants, and send all that their users need to a binary cache: toolchains, objects by file, and results.

    TARGET is the name of a cache of cachix, or an address for `nix copy`: file:///FOLDER, s3://BUCKET, ssh://HOST.

    \b
    Examples:
      nix-store --generate-binary-cache-key my-team-1 cache.key cache.pub
      kernel-builder push-cache file:///srv/cache --key cache.key
      kernel-builder push-cache my-team --variant torch213-cxx11-cpu
    """
    from kernel_builder.builder.errors import UserError
    from kernel_builder.command.nix import cache
    from kernel_builder.command.nix.kernel import Nix
    from kernel_builder.command.nix.transfers import amount
    from kernel_builder.command.plan import Plan
    from kernel_builder.command.subcommands.fetch import derivations_of

    place = cache.target_of(target)
    if not place.name and key is None and not unsigned:
        raise UserError(
            "nothing to sign with: Nix takes no unsigned path from a cache", cache.MAKE_KEY, SIGNS_BY_ITSELF
        )
    public = cache.public_key(key) if key else ""
    nix = Nix(folder, options)
    plan = Plan.of(nix, variants, "builds", "testShells", "devShells")
    for error in plan.failures.values():
        raise error
    derivations = derivations_of(nix, plan, variants)
    if not derivations or not nix.build(derivations):
        raise UserError("not all variants could be built, so nothing was sent", "Nix's output above tells why")
    paths = cache.closure(cache.made_paths(derivations))
    cache.check_contents(paths)
    cache.push(paths, place, key, compression)
    click.echo(f"sent {len(paths)} paths, {amount(cache.size_of(paths))} before compression, to {target}")
    if not place.name:
        click.echo("users add to Nix's settings:")
        click.echo(f"  extra-substituters = {place.address}")
        if public:
            click.echo(f"  extra-trusted-public-keys = {public}")
