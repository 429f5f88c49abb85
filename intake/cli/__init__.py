"""flask --app wsgi …: what is done from a shell.

`rules` needs no configuration, key, database or network. The others refuse to run on
a half-configured installation, as the server does.
"""

import os

from flask import Flask

from intake.cli import demo, rules, serve, users


def init_app(app: Flask) -> None:
    for command in (rules.group, users.group, demo.group, serve.serve):
        app.cli.add_command(command)


def is_shell() -> bool:
    """Whether the application is made for a command, and not for a server."""
    return bool(os.environ.get("FLASK_RUN_FROM_CLI"))
