"""The program's door: the window without a command, the command line with one.

scriptwriter                 the window
scriptwriter play.fountain   the window with that file
scriptwriter write …         the command line
"""

import importlib
import sys


def main() -> int:
    """Run the program; its exit code."""
    arguments = sys.argv[1:]
    from scriptwriter.engine.children import CHILD_MODULES, MODULE_FLAG

    if len(arguments) >= 2 and arguments[0] == MODULE_FLAG and arguments[1] in CHILD_MODULES:
        # An installer's build has no Python to start its child processes with: it starts itself.
        importlib.import_module(arguments[1]).main()
        return 0
    if _wants_window(arguments):
        from scriptwriter.ui.app import run_window

        return run_window(arguments)
    from scriptwriter.cli.app import main as run_command_line

    return run_command_line(arguments)


def _wants_window(arguments: list[str]) -> bool:
    """No arguments, the window's own options, or something that is no command: a file."""
    if not arguments:
        return True
    if arguments[0].startswith("-"):
        return arguments[0] == "--quit-when-ready"
    from scriptwriter.cli.app import command_names

    return arguments[0] not in command_names()


if __name__ == "__main__":
    sys.exit(main())
