"""The headers that every answer carries, errors and static files included."""

import secrets

from flask import Flask, Response, g, request

OWN_STYLE = "style-src 'self'"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        OWN_STYLE,
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


def style_nonce() -> str:
    """A word by which this answer, and no other, lets its script add a stylesheet."""
    g.style_nonce = secrets.token_urlsafe(16)
    nonce: str = g.style_nonce
    return nonce


def add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if nonce := g.get("style_nonce"):
        policy = POLICY.replace(OWN_STYLE, f"{OWN_STYLE} 'nonce-{nonce}'")
        response.headers["Content-Security-Policy"] = policy
    if response.mimetype == PICTURE:
        response.headers["Content-Security-Policy"] = PICTURE_POLICY
    if request.path.startswith(SECRET_PATHS):
        response.headers["Referrer-Policy"] = SECRET_POLICY
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    if request.endpoint != "static" or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    return response
