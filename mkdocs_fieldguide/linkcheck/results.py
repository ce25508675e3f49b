"""What asking an address can give, and how an answer's status is read."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """What is known of an address."""

    WORKS = "works"
    MOVED = "moved"
    """It works, and says that it has another address from now on."""

    BROKEN = "broken"
    """A reader gets nothing."""

    BLOCKED = "blocked"
    """It answers programs otherwise than people, so nothing is known."""

    SILENT = "silent"
    """Too slow, or out of order at the moment."""

    PRIVATE = "private"
    """It was not asked: it is not on the public web."""


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """What came of asking an address.

    Attributes:
        state: what is known of it.
        reason: why, as the end of a sentence that begins with the address.
        moved_to: the new address, for one that has moved.
        wait: seconds that the server asks to be left alone.
        reached: whether any server was reached.
    """

    state: LinkState
    reason: str = ""
    moved_to: str = ""
    wait: float = 0.0
    reached: bool = True


_BLOCKED = {
    401: "asks for a login",
    403: "refuses to answer programs, or everybody",
    406: "refuses to answer programs, or everybody",
    407: "asks for a login to a proxy",
    418: "refuses to answer programs, or everybody",
    429: "asks to wait: too many questions in a short time",
    451: "refuses to answer for legal reasons",
    999: "refuses to answer programs",
}
_CHALLENGES = ("cf-mitigated", "x-amzn-waf-action", "x-datadome", "x-sucuri-block")
"""Headers of services that ask visitors to show that they are people."""

_SELF_SIGNED, _IN_CHAIN, _EXPIRED, _OTHER_HOST, _NOT_YET = 18, 19, 10, 62, 9
_FAULTY_CERTIFICATES = {
    _EXPIRED: "has a certificate that is no longer valid; browsers warn of it",
    _NOT_YET: "has a certificate that is not valid yet; browsers warn of it",
    _OTHER_HOST: "has the certificate of another host; browsers warn of it",
    _SELF_SIGNED: "has a certificate that it has signed itself; browsers warn of it",
    _IN_CHAIN: "has a certificate that it has signed itself; browsers warn of it",
}


_STATUS = {
    404: LinkStatus(LinkState.BROKEN, "does not exist (status 404)"),
    408: LinkStatus(LinkState.SILENT, "does not answer in time (status 408)"),
    410: LinkStatus(LinkState.BROKEN, "does not exist any more (status 410)"),
    425: LinkStatus(LinkState.SILENT, "does not answer just now (status 425)"),
    **{
        status: LinkStatus(LinkState.BLOCKED, f"{reason} (status {status})")
        for status, reason in _BLOCKED.items()
    },
}
_ERRORS: tuple[tuple[type[Exception], LinkStatus], ...] = (
    (TimeoutError, LinkStatus(LinkState.SILENT, "does not answer in time", reached=False)),
    (socket.gaierror, LinkStatus(LinkState.BROKEN, "has a name that no server has", reached=False)),
    (ssl.SSLError, LinkStatus(LinkState.BROKEN, "cannot agree on a secure connection")),
    (ConnectionRefusedError, LinkStatus(LinkState.BROKEN, "refuses the connection")),
    (ConnectionError, LinkStatus(LinkState.SILENT, "ends the connection without an answer")),
    (OSError, LinkStatus(LinkState.SILENT, "cannot be reached just now", reached=False)),
)
"""What errors mean; the first that fits counts."""


def classify_status(status: int, headers: Iterable[str]) -> LinkStatus:
    """Return what a status means that leads nowhere else.

    Args:
        status: what the server has answered.
        headers: names of the answer's headers.
    """
    if not {name.casefold() for name in headers}.isdisjoint(_CHALLENGES) and (status == 202 or status >= 400):
        return LinkStatus(LinkState.BLOCKED, f"wants to see that a person asks (status {status})")
    if status in _STATUS:
        return _STATUS[status]
    if 200 <= status < 400:
        return LinkStatus(LinkState.WORKS)
    if 500 <= status < 600:
        return LinkStatus(LinkState.SILENT, f"has a fault of its own (status {status})")
    if status >= 600:
        return LinkStatus(LinkState.BLOCKED, f"answers with a status that is none (status {status})")
    return LinkStatus(LinkState.BROKEN, f"cannot be had (status {status})")


def classify_error(error: Exception) -> LinkStatus:
    """Return what an error on the way means."""
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return LinkStatus(LinkState.SILENT, "has a name that cannot be looked up just now", reached=False)
    if isinstance(error, ssl.SSLCertVerificationError):
        faulty = _FAULTY_CERTIFICATES.get(error.verify_code)
        # Browsers may find a certificate in between that the server has left out.
        unsure = LinkStatus(LinkState.SILENT, "has a certificate that cannot be verified here")
        return LinkStatus(LinkState.BROKEN, faulty) if faulty else unsure
    for kind, answer in _ERRORS:
        if isinstance(error, kind):
            return answer
    return LinkStatus(LinkState.BROKEN, "answers with something that is not HTTP")
