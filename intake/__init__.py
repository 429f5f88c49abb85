"""Patient intake: a questionnaire, a screener, a clinical review.

`create_app` is the only place where the parts are put together.
"""

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from intake import cli, config
from intake.config import Settings
from intake.web import (
    access,
    account,
    accounts,
    advice,
    application,
    assets,
    auth,
    claiming,
    clinician,
    compression,
    database,
    differences,
    errors,
    exports,
    formatting,
    gate,
    headers,
    health,
    invited,
    languages,
    leads,
    library,
    logs,
    opinions,
    pages,
    patient,
    publishing,
    question_page,
    queue,
    replays,
    returning,
    rule_editor,
    saving,
    screening_again,
    script,
    sent,
    staff,
    tasks,
    telephone,
    tries,
    trying,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The application. A WSGI server's is refused (Incomplete) half-configured.

    The command line gets one whatever is missing: `rules …` needs no configuration.
    """
    settings = settings or config.from_environment()
    if not cli.is_shell():
        settings.require_complete()
    app = application.Application("intake", static_folder=None)
    app.config.from_mapping(application.flask_settings(settings))

    for part in (logs, headers, compression, database, languages, gate, assets):
        part.init_app(app)
    CSRFProtect(app)
    parts = (tries, auth, access, errors, returning, formatting, question_page)
    for part in (*parts, pages, telephone, cli):
        part.init_app(app)
    patients = (patient, tasks, script, advice, returning, saving, sent)
    clinic = (auth, queue, clinician, claiming, opinions, screening_again, exports)
    rule_work = (staff, rule_editor, publishing, trying, replays, library, differences)
    others = (leads, *rule_work, telephone, accounts, account, invited)
    for audience in (pages, *patients, *clinic, *others, health):
        app.register_blueprint(audience.bp)
    if settings["PROXIES"]:
        hops = settings["PROXIES"]
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app
