"""The mail server's address: read whole, or refused in words without its secret."""

from pathlib import Path

import pytest

from intake.mail.server import Security, Server, read_address, read_server


def test_an_address_with_everything_is_read(tmp_path: Path) -> None:
    ca = tmp_path / "ca.pem"
    ca.touch()

    server = read_server(
        f"smtp://in%40take:p%3Aw%2F@mail.example.org:2525?timeout=5&ca={ca}"
    )

    assert server == Server(
        host="mail.example.org",
        port=2525,
        security=Security.STARTTLS,
        user="in@take",
        password="p:w/",
        ca=ca,
        timeout=5,
    )


@pytest.mark.parametrize(
    ("text", "port", "security"),
    [
        ("smtp://mail.example.org", 587, Security.STARTTLS),
        ("smtps://mail.example.org/", 465, Security.TLS),
        ("smtp://localhost:25", 25, Security.NONE),
        ("smtp://127.0.0.1", 587, Security.NONE),
        ("smtp://[::1]:25", 25, Security.NONE),
        ("smtps://localhost", 465, Security.TLS),
    ],
)
def test_only_within_one_machine_nothing_is_encrypted(
    text: str, port: int, security: Security
) -> None:
    server = read_server(text)

    assert server
    assert (server.port, server.security) == (port, security)


def test_without_an_address_there_is_no_server() -> None:
    assert read_server("") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mail.example.org", "smtp:// or smtps://"),
        ("http://mail.example.org", "smtp:// or smtps://"),
        ("smtp://:587", "names a host"),
        ("smtp://u:hush@mail.example.org:port", "names a host"),
        ("smtp://u:hush@mail.example.org:0", "names a host"),
        ("smtp://[::1", "names a host"),
        ("smtp://u:hu sh@mail.example.org", "a space"),
        ("smtp://u:hush@mail.example.org\r\nX: y", "a space"),
        ("smtp://mail.example.org/box", "after the host"),
        ("smtp://u:hush@mail.example.org#x", "after the host"),
        ("smtp://hush@mail.example.org", "together"),
        ("smtp://u:hush@mail.example.org?tls=no", "no option “tls”"),
        ("smtp://u:hush@mail.example.org?timeout=never", "from 1 to 60"),
        ("smtp://u:hush@mail.example.org?timeout=0", "from 1 to 60"),
        ("smtp://u:hush@mail.example.org?ca=/nowhere.pem", "no file"),
    ],
)
def test_what_cannot_be_read_is_said_and_no_secret_is(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as refusal:
        read_server(text)

    assert "hush" not in str(refusal.value)


def test_a_password_is_in_no_description_of_the_server() -> None:
    server = read_server("smtp://u:hush@mail.example.org")

    assert "hush" not in f"{server} {server!r}"


def test_an_address_to_send_from_is_one_bare_address() -> None:
    assert read_address("intake@clinic.example") == "intake@clinic.example"
    assert read_address("") == ""
    for wrong in ("clinic", "A <a@b.org>", "a@b.org, c@d.org", "a@b.org\nBcc: c@d.org"):
        with pytest.raises(ValueError, match="one e-mail address"):
            read_address(wrong)
