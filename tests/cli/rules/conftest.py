"""A shell on a fresh clone, where nothing is configured; and one at a clinic."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from intake import config, create_app
from tests.cli.rules.git import rules


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FlaskCliRunner:
    """A shell on a fresh clone: nothing is configured."""
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    app: Flask = create_app(config.from_environment({}, tmp_path))
    return app.test_cli_runner()


@pytest.fixture
def clinic(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskCliRunner:
    """A shell where the application is at work."""
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    return app.test_cli_runner()


@pytest.fixture
def folder(clinic: FlaskCliRunner, tmp_path: Path) -> Path:
    """Version 1, pulled."""
    result = rules(clinic, "pull", tmp_path / "rules")
    assert result.exit_code == 0, result.output
    return tmp_path / "rules"
