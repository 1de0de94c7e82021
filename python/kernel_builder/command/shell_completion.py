"""Completion for shells that click does not know: elvish and PowerShell.

Both call the command with the words of the line in COMP_WORDS, one per line, and the word at the cursor in
COMP_CURRENT. The command answers with a line per candidate: the word, a tab, its help.
"""

import os
import pathlib

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

# The variable with which a shell asks for candidates.
VARIABLE = "_KERNEL_BUILDER_COMPLETE"

ELVISH = """\
use str
set edit:completion:arg-completer[%(prog_name)s] = {|@words|
  tmp E:%(complete_var)s = elvish_complete
  tmp E:COMP_WORDS = (str:join "\\n" $words)
  tmp E:COMP_CURRENT = $words[-1]
  e:%(prog_name)s | from-lines | each {|line|
    var word help = (str:split &max=2 "\\t" $line"\\t")
    edit:complex-candidate $word &display=$word'  '(str:trim-space $help)
  }
}
"""

POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $env:%(complete_var)s = "powershell_complete"
  $env:COMP_WORDS = ($commandAst.CommandElements | ForEach-Object { $_.ToString() }) -join "`n"
  $env:COMP_CURRENT = $wordToComplete
  try {
    %(prog_name)s | ForEach-Object {
      $word, $help = $_ -split "`t", 2
      if (-not $help) { $help = $word }
      [System.Management.Automation.CompletionResult]::new($word, $word, "ParameterValue", $help)
    }
  } finally {
    Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CURRENT
  }
}
"""


def _paths(incomplete: str, kind: str) -> list[CompletionItem]:
    """The files and folders, or for `dir` the folders alone, whose path begins with a text."""
    folder, _, start = incomplete.rpartition("/")
    place = pathlib.Path(f"{folder}/" if "/" in incomplete else ".")
    try:
        paths = sorted(path for path in place.iterdir() if path.name.startswith(start))
    except OSError:
        return []
    chosen = [path for path in paths if path.is_dir() or kind == "file"]
    return [
        CompletionItem(f"{folder}/{path.name}" if folder or incomplete.startswith("/") else path.name)
        for path in chosen
    ]


class _WordsByLine(ShellComplete):
    def get_completion_args(self) -> tuple[list[str], str]:
        words = os.environ.get("COMP_WORDS", "").split("\n")[1:]
        current = os.environ.get("COMP_CURRENT", "")
        # PowerShell leaves out the word at the cursor while it is empty.
        return (words[:-1] if words and words[-1] == current else words), current

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """The candidates. Neither shell completes paths beside a command's own candidates, so they are listed here."""
        items: list[CompletionItem] = []
        for item in super().get_completions(args, incomplete):
            items += _paths(incomplete, item.type) if item.type in ("file", "dir") else [item]
        return items

    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}\t{item.help or ''}"


class ElvishComplete(_WordsByLine):
    name = "elvish"
    source_template = ELVISH


class PowerShellComplete(_WordsByLine):
    name = "powershell"
    source_template = POWERSHELL


SHELLS = ["bash", "zsh", "fish", "elvish", "powershell"]


def register_shells() -> None:
    """Let click complete for elvish and PowerShell too."""
    for shell in (ElvishComplete, PowerShellComplete):
        add_completion_class(shell)
