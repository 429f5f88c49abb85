"""A Flask-WTF wizard: answers wait in the signed cookie, one row is written at the end.

`gunicorn benchmarks.web.peers.flask_wizard:app`, its database in PEER_DATABASE.
"""

import json
import secrets
from typing import Any

from flask import Flask, abort, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect, FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length

from benchmarks.web.peers import sqlite_file
from benchmarks.web.peers.questions import BY_NAME, HELP, LONGEST, ORDER, Asked

app = Flask(__name__, template_folder="../templates/flask_wizard")
# Every worker process must sign alike; this is a stand-in, it has nothing to hide.
app.secret_key = "the same in every worker of this stand-in"  # noqa: S105
CSRFProtect(app)


class Send(FlaskForm):
    """Nothing but its token."""


def form_for(asked: Asked) -> type[Any]:
    field = (
        RadioField(
            asked.words,
            [InputRequired()],
            choices=[(each, each) for each in asked.options],
        )
        if asked.options
        else StringField(asked.words, [InputRequired(), Length(max=LONGEST)])
    )
    return type(f"Form_{asked.name}", (FlaskForm,), {"answer": field})


FORMS = {name: form_for(asked) for name, asked in BY_NAME.items()}


@app.get("/")
def start() -> ResponseReturnValue:
    session.clear()
    session["began"] = secrets.token_hex(8)
    return redirect(url_for("page", name=ORDER[0]))


@app.route("/q/<name>", methods=["GET", "POST"])
def page(name: str) -> ResponseReturnValue:
    if name not in FORMS:
        abort(404)
    form = FORMS[name](data={"answer": session.get(name)})
    place = ORDER.index(name)
    if form.validate_on_submit():
        session[name] = form.answer.data
        if place + 1 < len(ORDER):
            return redirect(url_for("page", name=ORDER[place + 1]))
        return redirect(url_for("send"))
    return render_template(
        "page.html",
        form=form,
        field=form.answer,
        place=place + 1,
        places=len(ORDER),
        help=HELP,
        options=BY_NAME[name].options,
    )


@app.route("/send", methods=["GET", "POST"])
def send() -> ResponseReturnValue:
    form = Send()
    answers = {name: session.get(name) for name in ORDER}
    if form.validate_on_submit():
        sqlite_file.add(json.dumps(answers))
        session.clear()
        return redirect(url_for("thanks"))
    rows = [(asked.words, answers[name]) for name, asked in BY_NAME.items()]
    return render_template("check.html", form=form, rows=rows)


@app.get("/thanks")
def thanks() -> ResponseReturnValue:
    return render_template("thanks.html")
