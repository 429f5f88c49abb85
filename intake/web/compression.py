"""Patients' pages travel compressed, where nobody else can have put words into them.

How long a compressed page is tells a little of what is in it. Who can put guesses into
a page, again and again, and see its length on the wire, can read the rest of it
(BREACH, CVE-2013-3587). So a page is compressed only if every word of it is ours, the
clinic's or this patient's: SECURITY.md says why that is so.
"""

import gzip

from flask import Flask, Response, request

from intake.config import LANGUAGES

AUDIENCES = frozenset({"patient", "tasks", "advice", "sent", "pages"})
# A page, and the same page with what is not right on it: both past the check that the
# form is ours. No other answer is compressed: an error page repeats what it was sent.
SHOWN = frozenset({200, 422})
# All that a query may say, or the page that repeats it is sent as it is.
KNOWN = frozenset(
    {
        ("back", "check"),
        ("back", "asked"),
        *(("language", each) for each in LANGUAGES),
    }
)
# Measured on our pages: a quarter of their size in 0.03 to 0.16 ms.
LEVEL = 1
# The page with the drawing of the body is by far the largest: there it pays.
LARGE, LEVEL_OF_LARGE = 40_000, 6
FROM = 1000


def init_app(app: Flask) -> None:
    app.after_request(compress)


def compress(response: Response) -> Response:
    if request.blueprint not in AUDIENCES:
        return response
    response.vary.add("Accept-Encoding")
    if not (_is_safe(response) and request.accept_encodings["gzip"] > 0):
        return response
    page = response.get_data()
    if len(page) >= FROM:
        level = LEVEL if len(page) < LARGE else LEVEL_OF_LARGE
        response.set_data(gzip.compress(page, level, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _is_safe(response: Response) -> bool:
    return (
        response.status_code in SHOWN
        and response.mimetype == "text/html"
        and not response.is_streamed
        and KNOWN.issuperset(request.args.items(multi=True))
    )
