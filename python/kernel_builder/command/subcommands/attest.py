import pathlib
from typing import Optional

import click

from kernel_builder.builder.errors import UserError
from kernel_builder.command.subcommands.options import variants_folder


@click.command()
@variants_folder
@click.option("--key", type=click.Path(dir_okay=False, exists=True, path_type=pathlib.Path), help="Sign with this key.")
@click.option("--sigstore", is_flag=True, help="Sign by Sigstore, with the identity of this job of a CI.")
@click.option("--source", help="The address of the sources' repository; by default `source` in build.toml.")
def attest(folder: pathlib.Path, key: Optional[pathlib.Path], sigstore: bool, source: Optional[str]) -> None:
    """Sign statements about the origin of built variants. FOLDER holds variants or is one variant.

    Each statement is in the form of in-toto, with SLSA's provenance: the digests of the variant's files, the commits of
    the kernel and of kernel-builder, and the lock file. It is a file beside the variant, which `upload` sends too and
    `verify` checks.

    \b
    Examples:
      openssl genpkey -algorithm ed25519 -out key.pem
      kernel-builder attest --key key.pem
      kernel-builder attest --sigstore
    """
    from kernel_builder.command.attestation import envelope, keyless
    from kernel_builder.command.attestation.statement import Sources, file_of, statement_of
    from kernel_builder.command.built import variants_in
    from kernel_builder.command.verify.sources import kernel_around, prefix_of

    if (key is not None) == sigstore:
        raise UserError("nothing or too much to sign with", "pass either --key FILE or --sigstore")
    statements = {}
    for variant in variants_in(folder):
        kernel = kernel_around(variant)
        lock = kernel / "flake.lock" if kernel else None
        sources = Sources(source or _declared_source(variant), prefix_of(kernel) if kernel else "")
        content = lock.read_bytes() if lock and lock.is_file() else None
        statements[variant] = statement_of(variant, sources, content)
    if key is not None:
        private = envelope.private_key(key)
        signed = {variant: envelope.sign(statement, private) for variant, statement in statements.items()}
    else:
        signed = keyless.sign(statements)
    for variant, text in signed.items():
        file_of(variant).write_text(text)
        click.echo(f"wrote {file_of(variant)}")


def _declared_source(variant: pathlib.Path) -> Optional[str]:
    from kernel_builder.builder.variants import metadata_of

    source = metadata_of(variant).get("source")
    return str(source) if source else None
