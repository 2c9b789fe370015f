"""Logs as one JSON object a line, on standard output."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from app.settings import SERVICE
from app.trace import current_trace

# What every record has; anything else came in by `extra`.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON: time, level, logger, message, what `extra` gave, the exception."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record; values that JSON does not know become text."""
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "service": SERVICE,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if trace := current_trace.get():
            entry["trace_id"] = trace.trace_id
        entry.update({key: value for key, value in vars(record).items() if key not in _STANDARD})
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


def configure_logs(level: str) -> None:
    """Send everything at or above `level` to standard output, uvicorn's own records included."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
