"""A shell on a fresh clone, where nothing is configured."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from intake import config, create_app


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FlaskCliRunner:
    """A shell on a fresh clone: nothing is configured."""
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    app: Flask = create_app(config.from_environment({}, tmp_path))
    return app.test_cli_runner()
