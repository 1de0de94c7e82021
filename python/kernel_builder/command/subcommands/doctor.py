import sys

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON.")
@click.option("--brief", is_flag=True, help="Print only what is worse than it could be, and nothing if all is well.")
def doctor(as_json: bool, brief: bool) -> None:
    """Show what this machine has for builds, what is wrong with it, and how to mend it.

    The table has a row for each thing that builds, shells and uploads use. `wrong`: builds for the CPU do not work.
    `note`: they work, but something is worse than it could be. The status is 1 if something is wrong. It changes
    nothing, works offline, and takes at most five seconds.

    \b
    Examples:
      kernel-builder doctor
      kernel-builder doctor --brief
      kernel-builder doctor --json
    """
    import json

    from kernel_builder.command.doctor.diagnose import diagnose
    from kernel_builder.command.doctor.machine import Machine
    from kernel_builder.command.doctor.table import table, verdict

    rows = diagnose(Machine())
    is_wrong = any(row.status == "wrong" for row in rows)
    if as_json:
        click.echo(json.dumps([row._asdict() for row in rows if row.status != "ok" or not brief], indent=2))
    elif not brief:
        click.echo(f"{table(rows, brief)}\n{verdict(rows)}")
    elif any(row.status != "ok" for row in rows):
        click.echo(table(rows, brief))
    if is_wrong:
        sys.exit(1)
