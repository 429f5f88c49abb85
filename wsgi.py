"""The door for a WSGI server."""

from intake import create_app

app = create_app()
