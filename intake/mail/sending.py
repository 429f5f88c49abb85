"""Sending one message: over a line that never hangs, or into a folder."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from threading import Timer
from typing import TypeAlias

from intake.mail.server import Security, Server

# A folder takes mails in place of a server where nobody is to get any.
Way: TypeAlias = Server | Path

# A server that answers a letter at a time keeps every timeout; so the whole has an end.
LONGEST_SECONDS = 60.0
REFUSED_FOR_GOOD = 500


class NotSent(Exception):
    """Its text is the kind of error, never what the server said: that names addresses.

    `for_good`: this mail was refused, and will be. `of_server`: not because of this
    mail; the next one would meet the same.
    """

    def __init__(
        self, error: str, *, for_good: bool = False, of_server: bool = False
    ) -> None:
        super().__init__(error)
        self.for_good = for_good
        self.of_server = of_server


def send(message: EmailMessage, way: Way, *, longest: float = LONGEST_SECONDS) -> None:
    """The message is taken, or NotSent is raised, within `longest` seconds."""
    if isinstance(way, Path):
        _put(message, way)
        return
    sender, recipient = (message[name].addresses[0] for name in ("From", "To"))
    try:
        with _line(way, sender.domain, longest) as line:
            line.send_message(message, sender.addr_spec, [recipient.addr_spec])
    except smtplib.SMTPRecipientsRefused as error:
        code, _said = next(iter(error.recipients.values()))
        raise _of_this_mail(error, code) from None
    except smtplib.SMTPDataError as error:
        raise _of_this_mail(error, error.smtp_code) from None
    except smtplib.SMTPNotSupportedError as error:
        # Not every server knows addresses in other letters than these.
        ours = recipient.addr_spec.isascii()
        raise NotSent(type(error).__name__, of_server=ours) from None
    except smtplib.SMTPResponseException as error:
        kind = f"{type(error).__name__} {error.smtp_code}"
        raise NotSent(kind, of_server=True) from None
    except (OSError, ValueError) as error:  # SMTPException is an OSError
        raise NotSent(type(error).__name__, of_server=True) from None


def _of_this_mail(error: smtplib.SMTPException, code: int) -> NotSent:
    kind = f"{type(error).__name__} {code}"
    return NotSent(kind, for_good=code >= REFUSED_FOR_GOOD)


@contextmanager
def _line(server: Server, us: str, longest: float) -> Iterator[smtplib.SMTP]:
    """A line to the server, signed in, and cut off after `longest` seconds.

    `us`: what we say we are; smtplib would ask the network, and wait for it.
    """
    trusted = _trusted(server)
    line: smtplib.SMTP
    if server.security is Security.TLS:
        line = smtplib.SMTP_SSL("", 0, us, timeout=server.timeout, context=trusted)
    else:
        line = smtplib.SMTP("", 0, us, timeout=server.timeout)
    watch = Timer(longest, _cut, [line])
    watch.daemon = True
    watch.start()
    try:
        _dial(line, server)
        if server.security is Security.STARTTLS:
            line.starttls(context=trusted)
        if server.user:
            line.login(server.user, server.password)
        yield line
        # Taken is taken, however the server says goodbye.
        with suppress(OSError):
            line.quit()
    finally:
        watch.cancel()
        line.close()


def _trusted(server: Server) -> ssl.SSLContext | None:
    """Whose certificates are believed; none are read for a line without TLS."""
    if server.security is Security.NONE:
        return None
    return ssl.create_default_context(cafile=server.ca)


def _dial(line: smtplib.SMTP, server: Server) -> None:
    # What TLS asks the certificate for; `connect` alone does not keep it.
    line._host = server.host  # type: ignore[attr-defined]
    code, said = line.connect(server.host, server.port)
    if code != 220:
        raise smtplib.SMTPConnectError(code, said)


def _cut(line: smtplib.SMTP) -> None:
    if line.sock is not None:
        with suppress(OSError):
            # Whoever waits at the socket wakes; TLS's own shutdown would talk first.
            socket.socket.shutdown(line.sock, socket.SHUT_RDWR)


def _put(message: EmailMessage, folder: Path) -> None:
    """Whole or not at all, and for its owner alone."""
    written = message["Date"].datetime
    identity = str(message["Message-ID"]).strip("<>").partition("@")[0]
    name = f"{written:%Y-%m-%d-%H%M%S}-{identity[:8]}"
    unfinished = folder / f".{name}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(message.as_bytes())
        unfinished.replace(folder / f"{name}.eml")
    except OSError as error:
        raise NotSent(type(error).__name__, of_server=True) from None
