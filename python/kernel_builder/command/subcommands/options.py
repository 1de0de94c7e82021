"""Arguments and options that several commands share."""

import pathlib

import click

kernel_folder = click.argument(
    "folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path)
)

# For commands whose arguments are something else.
kernel_folder_option = click.option(
    "--folder",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path),
    help="The kernel's folder; the current one by default.",
)

variant_option = click.option("--variant", help="Only this variant, by its name with or without the system.")


def nix_options(command):
    """--max-jobs, --cores and -L, as `options`: the flags to pass on to nix."""

    def collect(context, parameter, value):
        flags = context.params.setdefault("options", [])
        if value:
            flags += [parameter.opts[-1]] if parameter.is_flag else [parameter.opts[0], str(value)]

    for names, settings in (
        (["-L", "--print-build-logs"], {"is_flag": True, "help": "Show the full logs of the builds."}),
        (["--cores"], {"type": click.IntRange(0), "help": "Cores per build; 0 means all."}),
        (["-k", "--keep-going"], {"is_flag": True, "help": "Go on with other variants where one fails."}),
        (["--max-jobs"], {"type": click.IntRange(1), "help": "Builds at the same time."}),
    ):
        command = click.option(*names, expose_value=False, callback=collect, is_eager=True, **settings)(command)
    return command
