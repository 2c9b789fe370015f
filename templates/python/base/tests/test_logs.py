"""What a log collector gets."""

import json
import logging

import pytest

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


def test_lower_levels_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("WARNING")
    logging.info("noise")
    assert not capsys.readouterr().out
