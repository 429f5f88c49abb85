"""The floor: waitress and Flask, a constant page, and one commit for each answer.

`python -m benchmarks.web.peers.floor PORT`, its database in PEER_DATABASE.
"""

import sys

import waitress
from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue

from benchmarks.web.peers import sqlite_file
from benchmarks.web.peers.questions import ORDER

app = Flask(__name__)
PARAGRAPH = "<p>What is constant costs only its sending, as here: five kilobytes.</p>"
PAGE = (
    '<!doctype html><title>Floor</title><form method="post">'
    f'<input name="answer" value=""></form>{PARAGRAPH * 72}'
)


@app.route("/q/<name>", methods=["GET", "POST"])
def page(name: str) -> ResponseReturnValue:
    if request.method == "GET":
        return PAGE
    sqlite_file.add(request.form["answer"])
    following = ORDER[ORDER.index(name) + 1 :]
    return redirect(f"/q/{following[0]}" if following else "/thanks")


@app.get("/thanks")
def thanks() -> ResponseReturnValue:
    return PAGE


if __name__ == "__main__":
    waitress.serve(app, port=int(sys.argv[1]), threads=4, connection_limit=1000)
