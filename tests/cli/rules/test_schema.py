"""flask rules schema: a JSON Schema for an editor."""

import json

from flask.testing import FlaskCliRunner

from intake import rules
from intake.workflow import screenings


def test_the_schema_is_printed_as_json(shell: FlaskCliRunner) -> None:
    result = shell.invoke(args=["rules", "schema"])

    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == rules.schema(screenings.catalogue())
