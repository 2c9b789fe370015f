"""W3C Trace Context: which trace the work at hand belongs to."""

import re
import secrets
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

# https://www.w3.org/TR/trace-context/#traceparent-header; versions later than 00 may add fields behind these.
_TRACEPARENT: Final = re.compile(
    r"(?!ff|00-.{52}-)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?"
)


@dataclass(frozen=True)
class Trace:
    """A place in a trace: this work, as others refer to it."""

    trace_id: str
    span_id: str
    flags: str = "00"

    @staticmethod
    def begin() -> "Trace":
        """A trace of its own."""
        return Trace(secrets.token_hex(16), secrets.token_hex(8))

    @staticmethod
    def parse(traceparent: str) -> "Trace | None":
        """The caller's place; None for a header that the standard says to ignore."""
        match = _TRACEPARENT.fullmatch(traceparent)
        if match is None or set(match[1]) == {"0"} or set(match[2]) == {"0"}:
            return None
        return Trace(match[1], match[2], match[3])

    def child(self) -> "Trace":
        """A new place below this one."""
        return Trace(self.trace_id, secrets.token_hex(8), self.flags)

    def __str__(self) -> str:
        """The place as a `traceparent` header."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


current_trace: ContextVar[Trace | None] = ContextVar("current_trace", default=None)


class TraceMiddleware:
    """Takes the trace from the request, so that its logs and events carry it on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, within its trace."""
        if scope["type"] == "http":
            header = dict(scope["headers"]).get(b"traceparent", b"").decode("latin-1")
            trace = Trace.parse(header)
            current_trace.set(trace.child() if trace else None)
        await self.app(scope, receive, send)
