"""Sending over a real line: taken, refused, put off, hanging, in secret."""

import socket
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote

import pytest

from intake.mail.message import Sender, message
from intake.mail.sending import NotSent, send
from intake.mail.server import Security, Server, read_server
from tests import post_office as offices
from tests.mail.letters import CLINIC, ID, mail
from tests.post_office import PASSWORD, USER, PostOffice

MESSAGE = message(mail(), CLINIC)


def server_at(office: PostOffice, query: str = "") -> Server:
    server = read_server(office.url + query)
    assert server
    return server


def refused(server: Server, longest: float = 20) -> NotSent:
    with pytest.raises(NotSent) as refusal:
        send(MESSAGE, server, longest=longest)
    assert "pat" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    return refusal.value


def test_a_message_arrives_as_it_was_made(post_office: PostOffice) -> None:
    send(MESSAGE, server_at(post_office))

    [taken] = post_office.taken
    assert post_office.recipients == ["pat@example.org"]
    assert taken["Subject"] == MESSAGE["Subject"]
    assert taken.get_content().splitlines() == mail().text.splitlines()


@pytest.mark.parametrize(
    ("command", "answer", "error", "for_good", "of_server"),
    [
        ("RCPT", "550 No such user pat", "SMTPRecipientsRefused 550", True, False),
        ("RCPT", "451 Come back", "SMTPRecipientsRefused 451", False, False),
        ("DATA", "554 Not that pat", "SMTPDataError 554", True, False),
        ("DATA", "452 Full", "SMTPDataError 452", False, False),
        # The clinic's own address is refused: somebody can mend that.
        ("MAIL", "550 Who are you", "SMTPSenderRefused 550", False, True),
    ],
)
def test_a_refusal_is_told_from_a_delay(
    post_office: PostOffice,
    command: str,
    answer: str,
    error: str,
    for_good: bool,
    of_server: bool,
) -> None:
    post_office.answers[command] = answer

    refusal = refused(server_at(post_office))

    assert str(refusal) == error
    assert (refusal.for_good, refusal.of_server) == (for_good, of_server)
    assert not post_office.taken


@pytest.mark.parametrize("knows", [True, False])
def test_an_address_in_other_letters_is_this_mails_matter(knows: bool) -> None:
    letter = message(mail(recipient="päť@example.org"), CLINIC)
    with offices.opened(enable_SMTPUTF8=knows) as office:
        if knows:
            send(letter, server_at(office))
            assert office.recipients == ["päť@example.org"]
            return
        with pytest.raises(NotSent, match="SMTPNotSupportedError") as refusal:
            send(letter, server_at(office))

    assert not refusal.value.of_server


@pytest.mark.parametrize(
    "name", ['Smith, "Jones" & Co', "Clinic <eve@example.org>", "Praxis Müller: Köln;"]
)
def test_no_name_of_a_clinic_sends_a_mail_astray(
    post_office: PostOffice, name: str
) -> None:
    send(message(mail(), Sender(name, CLINIC.address)), server_at(post_office))

    [taken] = post_office.taken
    assert post_office.recipients == ["pat@example.org"]
    assert taken["From"].addresses[0].display_name == name
    assert taken["From"].addresses[0].addr_spec == CLINIC.address


def test_what_was_taken_is_sent_however_the_server_says_goodbye(
    post_office: PostOffice,
) -> None:
    post_office.answers["QUIT"] = "421 Too tired"

    send(MESSAGE, server_at(post_office))

    assert len(post_office.taken) == 1


def test_a_server_that_is_down_is_tried_again_later() -> None:
    server = Server("127.0.0.1", offices.free_port(), Security.NONE)

    refusal = refused(server)

    assert str(refusal) == "ConnectionRefusedError"
    assert refusal.of_server
    assert not refusal.for_good


def test_a_server_that_thinks_too_long_is_left(post_office: PostOffice) -> None:
    post_office.waits = 3

    started = time.monotonic()
    refusal = refused(server_at(post_office, "?timeout=1"))

    assert time.monotonic() - started < 2.5
    assert refusal.of_server


@contextmanager
def talking(said: bytes, again: bool) -> Iterator[Server]:
    """A server that says this, one sign at a time or once, and never more."""
    over = Event()

    def talk(listening: socket.socket) -> None:
        line, _address = listening.accept()
        with line:
            line.sendall(said)
            while not over.wait(0.05):
                if again:
                    try:
                        line.sendall(said)
                    except OSError:
                        return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=talk, args=(listening,), daemon=True)
        thread.start()
        yield Server("127.0.0.1", listening.getsockname()[1], Security.NONE, timeout=1)
        over.set()
        thread.join(5)


@pytest.mark.parametrize("again", [False, True], ids=["silent", "a sign at a time"])
def test_a_line_never_hangs(again: bool) -> None:
    with talking(b"2", again) as server:
        started = time.monotonic()
        refusal = refused(server, longest=1.5)

    assert time.monotonic() - started < 4
    assert refusal.of_server


def test_a_server_that_greets_with_a_refusal_is_tried_again_later() -> None:
    with talking(b"554 Not today\r\n", False) as server:
        assert str(refused(server)) == "SMTPConnectError 554"


# In secret


@pytest.fixture
def ca(tmp_path: Path) -> Iterator[tuple[Path, PostOffice]]:
    """A post office that takes mails under STARTTLS only, after signing in."""
    file, context = offices.certificate(tmp_path)
    with offices.opened(
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=offices.let_in,
    ) as office:
        yield file, office


def starttls(office: PostOffice, ca: Path | None, password: str = PASSWORD) -> Server:
    return Server(
        "localhost", office.port, Security.STARTTLS, USER, password, ca, timeout=5
    )


def test_a_password_goes_over_a_secret_line_alone(ca: tuple[Path, PostOffice]) -> None:
    file, office = ca

    send(MESSAGE, starttls(office, file))

    assert office.was_secret == [True]


def test_a_wrong_password_is_tried_again_later(ca: tuple[Path, PostOffice]) -> None:
    file, office = ca

    refusal = refused(starttls(office, file, "wrong"))

    assert str(refusal) == "SMTPAuthenticationError 535"
    assert refusal.of_server


def test_a_certificate_that_nobody_vouches_for_is_not_believed(
    ca: tuple[Path, PostOffice],
) -> None:
    _file, office = ca

    assert str(refused(starttls(office, None))) == "SSLCertVerificationError"
    assert not office.taken


def test_a_certificate_for_another_host_is_not_believed(
    tmp_path: Path,
) -> None:
    file, context = offices.certificate(tmp_path, "elsewhere.example")
    with offices.opened(tls_context=context) as office:
        assert str(refused(starttls(office, file))) == "SSLCertVerificationError"


def test_without_a_secret_line_nothing_is_sent(post_office: PostOffice) -> None:
    refusal = refused(starttls(post_office, None))

    assert str(refusal) == "SMTPNotSupportedError"
    assert not post_office.taken


def test_smtps_is_secret_from_the_first_sign(tmp_path: Path) -> None:
    file, context = offices.certificate(tmp_path)
    with offices.opened(ssl_context=context) as office:
        server = read_server(f"smtps://localhost:{office.port}?ca={quote(str(file))}")
        assert server

        send(MESSAGE, server)

        assert office.was_secret == [True]


# In a folder


def test_a_folder_takes_each_mail_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mail"

    send(MESSAGE, folder)
    send(MESSAGE, folder)

    [file] = folder.iterdir()
    assert file.name == f"2026-11-02-120000-{ID.hex[:8]}.eml"
    assert file.read_bytes() == MESSAGE.as_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_tried_again_later(tmp_path: Path) -> None:
    (tmp_path / "mail").touch()

    with pytest.raises(NotSent, match="FileExistsError") as refusal:
        send(MESSAGE, tmp_path / "mail")

    assert refusal.value.of_server
