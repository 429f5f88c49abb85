"""Django's form wizard: answers wait in the session, which is a row in SQLite.

`gunicorn benchmarks.web.peers.django_wizard:app`, its database in PEER_DATABASE; first
`python -m benchmarks.web.peers.django_wizard` makes the tables.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1", "localhost"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["PEER_DATABASE"],
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    },
    DEBUG=False,
    INSTALLED_APPS=["django.contrib.sessions", "formtools"],
    LOGGING_CONFIG=None,
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    ROOT_URLCONF=__name__,
    SECRET_KEY="the same in every worker of this stand-in, and nothing to hide",  # noqa: S106
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parents[1] / "templates" / "django_wizard"],
        }
    ],
    USE_TZ=True,
)
django.setup()

# Django's modules below can be imported only once it is set up.
from django import forms  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402
from formtools.wizard.views import NamedUrlSessionWizardView  # noqa: E402

from benchmarks.web.peers.questions import ASKED, HELP, LONGEST, Asked  # noqa: E402


def form_for(asked: Asked) -> type[Any]:
    field = (
        forms.ChoiceField(
            label=asked.words,
            choices=[(each, each) for each in asked.options],
            widget=forms.RadioSelect,
            help_text=HELP,
        )
        if asked.options
        else forms.CharField(label=asked.words, max_length=LONGEST, help_text=HELP)
    )
    return type(f"Form_{asked.name}", (forms.Form,), {"answer": field})


class Wizard(NamedUrlSessionWizardView):
    template_name = "page.html"

    def done(self, form_list: Iterable[Any], **_more: object) -> HttpResponse:
        kept = SessionStore()  # the table at hand: one row for all that was answered
        kept["answers"] = [each.cleaned_data["answer"] for each in form_list]
        kept.create()
        return HttpResponseRedirect("/thanks")


def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "thanks.html")


wizard = Wizard.as_view(
    [(asked.name, form_for(asked)) for asked in ASKED],
    url_name="step",
    done_step_name="finished",
)
urlpatterns = [
    path("intake/", wizard),
    path("intake/<step>/", wizard, name="step"),
    path("thanks", thanks),
]
app = get_wsgi_application()

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
