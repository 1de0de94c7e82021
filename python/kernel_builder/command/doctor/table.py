"""The rows of the doctor as a table for people."""

from kernel_builder.command.doctor.row import Row


def table(rows: list[Row], brief: bool) -> str:
    """The rows, each with its problem and remedy below it. brief: only those that have a problem."""
    shown = [row for row in rows if row.status != "ok" or not brief]
    name = max((len(row.name) for row in rows), default=0)
    status = max((len(row.status) for row in rows), default=0)
    lines = []
    for row in shown:
        lines.append(f"{row.name.ljust(name)}  {row.status.ljust(status)}  {row.value}")
        indent = " " * (name + status + 4)
        lines += [f"{indent}problem: {row.problem}", f"{indent}remedy: {row.remedy}"] if row.problem else []
    return "\n".join(lines)


def verdict(rows: list[Row]) -> str:
    """A line about what builds for the CPU need."""
    wrong = [row.name for row in rows if row.status == "wrong"]
    if wrong:
        return f"builds for the CPU do not work here: {', '.join(wrong)}"
    return "nothing here stops builds for the CPU"
