"""Every error that a user can meet, as a small tree.

Each carries one clear line. The command line prints it and exits with ``exit_code``;
the window shows it in the status bar or beside the thing that it is about.

    ScriptwriterError
     ├─ BadInput        2   what was handed in cannot be used
     │   ├─ BadModel        a model file that is missing, damaged, too large or of an unknown kind
     │   └─ BadDocument     a script that cannot be read
     └─ Failure         1   the input was fine, the work was not
         ├─ EngineDied      the engine process stopped in the middle of a request
         └─ NotHere         a thing that is not installed or not built yet
"""


class ScriptwriterError(Exception):
    """One clear line for the user; never a traceback."""

    exit_code = 1


class BadInput(ScriptwriterError):
    """What was handed in cannot be used as it is."""

    exit_code = 2


class BadModel(BadInput):
    """A model file that is missing, damaged, too large or of an unknown kind."""


class BadDocument(BadInput):
    """A script that cannot be read."""


class Failure(ScriptwriterError):
    """The input was fine, the work was not."""


class EngineDied(Failure):
    """The engine process stopped in the middle of a request; it is started again at the next one."""


class NotHere(Failure):
    """A part that is not installed, or does not exist yet."""
