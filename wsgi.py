"""The door for a WSGI server."""

from intake import create_app
from intake.cli import is_shell
from intake.web import logs

app = create_app()
if not is_shell():  # `flask serve` says itself when its lines begin
    logs.write_to()
