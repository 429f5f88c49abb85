"""The headers that every answer carries, errors and static files included."""

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # no-referrer would make every HTTPS form fail its CSRF check
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
# A picture opened by itself: its own colours, and nothing else.
PICTURE = "image/svg+xml"
PICTURE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
)
# The address itself opens somebody's answers, or account: not even our own pages are
# told of it.
SECRET_PATHS, SECRET_POLICY = ("/return/", "/invited/"), "strict-origin"
STRICT_TRANSPORT = "max-age=63072000"


def init_app(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if response.mimetype == PICTURE:
        response.headers["Content-Security-Policy"] = PICTURE_POLICY
    if request.path.startswith(SECRET_PATHS):
        response.headers["Referrer-Policy"] = SECRET_POLICY
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    if request.endpoint != "static" or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    return response
