"""What a log collector gets."""

import json
import logging

import pytest
from fastapi.testclient import TestClient

from app.application import create_app
from app.logs import configure_logs
from app.settings import SERVICE


def test_a_record_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO")
    logging.getLogger("orders").info("placed %s", "two\nlines", extra={"order": 7})
    entry = json.loads(capsys.readouterr().out)
    assert entry["level"] == "info"
    assert entry["logger"] == "orders"
    assert entry["service"] == SERVICE
    assert entry["message"] == "placed two\nlines"
    assert entry["order"] == 7
    assert entry["time"].endswith("+00:00")


def test_an_exception_is_part_of_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO")
    try:
        raise ValueError("wrong")
    except ValueError:
        logging.exception("failed")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    assert "ValueError: wrong" in json.loads(lines[0])["exception"]


def test_a_record_names_the_trace_of_its_request(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO")
    app = create_app()

    @app.get("/logged")
    async def logged() -> None:
        logging.getLogger("orders").info("placed")

    trace = "0af7651916cd43dd8448eb211c80319c"
    caller = TestClient(app)
    caller.get("/logged", headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"})
    caller.get("/logged", headers={"traceparent": "00-nonsense"})
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [entry.get("trace_id") for entry in entries if entry["logger"] == "orders"] == [trace, None]


def test_lower_levels_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("WARNING")
    logging.info("noise")
    assert not capsys.readouterr().out
