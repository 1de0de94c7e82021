import pathlib
import sys
import tempfile
from typing import Optional

import click

from kernel_builder.command.subcommands.options import nix_options, variants_option


@click.command()
@click.argument("what", metavar="FOLDER|REPOSITORY[@REVISION]", default="build")
@nix_options
@variants_option
@click.option("--source", help="The folder or the address of the kernel's sources, if the variant does not tell it.")
@click.option("--builder", metavar="ADDRESS", help="Build with this kernel-builder, in place of the lock file's.")
@click.option(
    "--key",
    type=click.Path(dir_okay=False, exists=True, path_type=pathlib.Path),
    help="The public key that must have signed the attestation.",
)
@click.option("--identity", help="The identity that must have signed the attestation by Sigstore.")
@click.option("--issuer", help="Who vouches for that identity, for example a CI's address.")
@click.option("--no-rebuild", is_flag=True, help="Check digests and attestations only, and build nothing.")
def verify(
    what: str,
    variants: tuple[str, ...],
    options: list[str],
    source: Optional[str],
    builder: Optional[str],
    key: Optional[pathlib.Path],
    identity: Optional[str],
    issuer: Optional[str],
    no_rebuild: bool,
) -> None:
    """Verify built variants: check their digests and attestations, and build them again from their recorded sources.

    The argument is a folder of variants, one variant, or a repository on the Hub. The result of each variant is that it
    is identical, or the files, sections and bytes that differ; then the exit status is 1.

    \b
    Examples:
      kernel-builder verify
      kernel-builder verify my-org/relu@v1 --variant torch213-cxx11-cpu
      kernel-builder verify --key key.pub.pem --source ../relu
    """
    from kernel_builder.builder.errors import UserError
    from kernel_builder.command.attestation.check import Trust
    from kernel_builder.command.verify.published import download
    from kernel_builder.command.verify.variant import variants_to_verify, verify_variant

    trust = Trust(key, identity, issuer)
    failed = False
    with tempfile.TemporaryDirectory(prefix="verify-") as temporary:
        scratch = pathlib.Path(temporary).resolve()
        folder = pathlib.Path(what)
        folder = folder if folder.is_dir() else download(what, variants, scratch / "published")
        for number, variant in enumerate(variants_to_verify(folder, variants)):
            try:
                lines = verify_variant(
                    variant, trust, scratch / str(number), source, builder, None if no_rebuild else options
                )
            except UserError as error:
                failed = True
                click.echo(f"{variant.name}: not verified")
                click.echo(str(error), err=True)
                continue
            failed = failed or lines.differs
            click.echo(f"{variant.name}: {lines.summary}")
            for line in lines.differences:
                click.echo(f"  {line}")
    sys.exit(1 if failed else 0)
