"""Validates each file that is named, with fhir.resources (R4B); prints what it found
as JSON. It runs by itself: that library is no dependency of ours, nor of our tests."""

import json
import sys
from pathlib import Path

from fhir.resources.R4B.bundle import Bundle
from pydantic import ValidationError


def main() -> None:
    found: dict[str, list[tuple[str, str]]] = {}
    for file in sys.argv[1:]:
        text = Path(file).read_text(encoding="utf-8")
        found[file] = []
        try:
            Bundle.model_validate_json(text)
        except ValidationError as error:
            for each in error.errors():
                where = ".".join(map(str, each["loc"]))
                found[file].append(("error", f"{where}: {each['msg']}"))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
