"""flask --app wsgi …: what is done from a shell.

`rules` needs no configuration, key, database or network, but where it takes rules into
the database, out of it, or puts them to the history there. The others refuse to run on
a half-configured installation, as the server does.
"""

import os

from flask import Flask

from intake.cli import demo, drafts, mail, rules, serve, users

COMMANDS = (
    rules.group,
    users.group,
    drafts.group,
    demo.group,
    mail.group,
    serve.serve,
)


def init_app(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)


def is_shell() -> bool:
    """Whether the application is made for a command, and not for a server."""
    return bool(os.environ.get("FLASK_RUN_FROM_CLI"))
