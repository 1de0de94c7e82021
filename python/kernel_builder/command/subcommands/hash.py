import json
import sys

import click

from kernel_builder.command.subcommands.check import variants


@click.command("hash")
@variants
@click.option("--json", "as_json", is_flag=True, help="Print the digests as JSON.")
def hash_variants(folder, as_json):
    """Print the digest of each built variant's files, as metadata.json holds it: a folder of variants, or one.

    Exits with 1 where it is not that of metadata.json: a file was changed after the build.

    \b
    Examples:
      kernel-builder hash
      kernel-builder hash build/torch213-cxx11-cpu-x86_64-linux --json
    """
    from kernels_data import Digest, DigestAlgorithm

    from kernel_builder.builder.variants import metadata_of
    from kernel_builder.command.subcommands.check import variants_in

    found, changed = {}, False
    for variant in variants_in(folder):
        digest = Digest.hash_variant(DigestAlgorithm.SHA256, variant)
        files = dict(sorted(digest.files.items()))
        recorded = metadata_of(variant).get("digest", {}).get("files", files)
        found[variant.name] = {"algorithm": str(digest.algorithm), "files": files}
        for name in sorted({*files, *recorded}):
            if files.get(name) != recorded.get(name):
                changed = True
                click.echo(f"error: {variant.name}/{name} is not what metadata.json has", err=True)
    if as_json:
        click.echo(json.dumps(found, indent=2))
    else:
        for variant, digest in found.items():
            for name, value in digest["files"].items():
                click.echo(f"{digest['algorithm']}-{value}  {variant}/{name}")
    sys.exit(1 if changed else 0)
