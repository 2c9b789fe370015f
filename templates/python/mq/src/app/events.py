"""CloudEvents 1.0 (https://cloudevents.io), and what it takes to handle each of them once."""

import json
import uuid
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from app.settings import SERVICE
from app.trace import Trace, current_trace

CONTENT_TYPE: Final = "application/json"
ATTEMPTS: Final = 5
"""How often an event is handled before it is put aside as a dead letter."""
MOST_REMEMBERED: Final = 10_000


class UnusableEventError(ValueError):
    """The event can never be handled, however often it is tried."""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _child_span() -> str:
    trace = current_trace.get()
    return str(trace.child() if trace else Trace.begin())


@dataclass(frozen=True)
class CloudEvent:
    """An event of this service, or one that came in. Source and id together are its identity."""

    type: str
    data: Mapping[str, Any]
    source: str = f"/{SERVICE}"
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    time: str = field(default_factory=_now)
    traceparent: str = field(default_factory=_child_span)

    @property
    def subject(self) -> str:
        """Where it is published: the routing key or subject."""
        return f"events.{self.type}"

    def attributes(self) -> dict[str, str]:
        """The event without its data, as binary mode carries it."""
        return {
            "specversion": "1.0",
            "id": self.id,
            "source": self.source,
            "type": self.type,
            "time": self.time,
            "traceparent": self.traceparent,
        }

    def body(self) -> bytes:
        """The data as JSON."""
        return json.dumps(self.data, ensure_ascii=False, separators=(",", ":")).encode()

    @staticmethod
    def parse(attributes: Mapping[str, str], body: bytes) -> "CloudEvent":
        """The reverse of `attributes` and `body`; raises UnusableEventError."""
        try:
            data = json.loads(body)
            if attributes["specversion"] != "1.0" or not isinstance(data, dict):
                raise UnusableEventError("it is no CloudEvent 1.0 with a JSON object")
            required = {name: attributes[name] for name in ("id", "source", "type")}
        except (KeyError, ValueError) as error:
            raise UnusableEventError(f"it is no CloudEvent 1.0 in binary mode: {error}") from error
        trace = Trace.parse(attributes.get("traceparent", "")) or Trace.begin()
        return CloudEvent(data=data, time=attributes.get("time", ""), traceparent=str(trace), **required)


Handler = Callable[[CloudEvent], Awaitable[None]]


class Once:
    """Handles an event that was handled before as if it were done, which it is."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._done: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._under_way: set[tuple[str, str]] = set()

    async def __call__(self, event: CloudEvent) -> None:
        """Handle the event within its trace, and remember it when that succeeded."""
        key = (event.source, event.id)
        if key in self._done:
            return
        if key in self._under_way:
            raise RuntimeError("the same event is being handled")
        trace = Trace.parse(event.traceparent)
        current_trace.set(trace.child() if trace else None)
        self._under_way.add(key)
        try:
            await self._handler(event)
        finally:
            self._under_way.discard(key)
        self._done[key] = None
        if len(self._done) > MOST_REMEMBERED:
            self._done.popitem(last=False)


def backoff(failures: int) -> float:
    """How many seconds to wait after this many failures: 1, 2, 4 and so on, and never more than 30."""
    return float(min(2 ** max(failures - 1, 0), 30))
