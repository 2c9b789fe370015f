"""The process as a whole: it starts, drains on SIGTERM and ends cleanly."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from app.settings import Settings, read_settings


@pytest.fixture(name="port")
def fixture_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(name="process")
def fixture_process(port: int) -> Iterator[subprocess.Popen[str]]:
    """The service, listening."""
    environ = {**os.environ, "PORT": str(port), "DRAIN_SECONDS": "1"}
    command = [sys.executable, "-m", "app"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            wait_until(lambda: status(port, "/readyz") == 200)
            yield process
        finally:
            process.kill()


def status(port: int, path: str) -> int | None:
    """The status that the service answers; None when nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def wait_until(condition: object, seconds: float = 15) -> None:
    """Wait for `condition()`; fail when it does not come true."""
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def test_sigterm_drains_and_ends_cleanly(process: subprocess.Popen[str], port: int) -> None:
    process.send_signal(signal.SIGTERM)
    wait_until(lambda: status(port, "/readyz") == 503)
    assert status(port, "/health") == 200, "requests that still arrive are answered"
    assert process.wait(timeout=15) == 0
    assert process.stdout is not None
    messages = [json.loads(line)["message"] for line in process.stdout]
    assert "draining" in messages


def test_settings_come_from_the_environment() -> None:
    assert read_settings({}) == Settings()
    assert read_settings({"PORT": "80", "LOG_LEVEL": "debug"}) == Settings(port=80, log_level="DEBUG")


@pytest.mark.parametrize("name", ["PORT", "LOG_LEVEL", "DRAIN_SECONDS"])
def test_a_wrong_setting_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        read_settings({name: "a lot"})
