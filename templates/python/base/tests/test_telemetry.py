"""What a log collector and Prometheus get."""

import json
import logging

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from app.application import create_app
from app.logs import configure_logs
from app.metrics import BUCKETS
from app.settings import SERVICE
from app.trace import Trace

DURATION = "http_server_request_duration_seconds"


def samples(caller: TestClient, suffix: str, **labels: str) -> list[Sample]:
    """The samples of the duration that have these labels, as the metrics page shows them."""
    families = text_string_to_metric_families(caller.get("/metrics").text)
    return [
        sample
        for family in families
        for sample in family.samples
        if sample.name == f"{DURATION}_{suffix}" and labels.items() <= sample.labels.items()
    ]


@pytest.fixture(name="app")
def fixture_app() -> FastAPI:
    """An application with a route that takes a parameter and one that fails."""
    app = create_app()

    @app.get("/things/{thing}")
    async def thing(thing: str) -> str:
        return thing

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("broken")

    return app


def test_requests_are_counted_by_the_template_of_their_route(app: FastAPI) -> None:
    caller = TestClient(app)
    for path in ("/things/1", "/things/2", "/things/3"):
        caller.get(path)
    counts = samples(caller, "count", http_route="/things/{thing}")
    assert [(s.value, s.labels["http_response_status_code"]) for s in counts] == [(3, "200")]


def test_unknown_paths_and_methods_share_one_series(app: FastAPI) -> None:
    caller = TestClient(app)
    for number in range(50):
        caller.request(f"PROBE{number}", f"/scan/{number}")
    unknown = samples(caller, "count", http_route="unmatched")
    assert [(s.value, s.labels["http_request_method"]) for s in unknown] == [(50, "_OTHER")]


def test_a_failure_counts_as_500(app: FastAPI) -> None:
    caller = TestClient(app, raise_server_exceptions=False)
    assert caller.get("/broken").status_code == 500
    failed = samples(caller, "count", http_response_status_code="500")
    assert [(s.value, s.labels["http_route"]) for s in failed] == [(1, "/broken")]


def test_the_buckets_are_those_of_opentelemetry(app: FastAPI) -> None:
    caller = TestClient(app)
    caller.get("/")
    bounds = [s.labels["le"] for s in samples(caller, "bucket", http_route="/")]
    assert [float(bound) for bound in bounds] == [*BUCKETS, float("inf")]


def test_two_applications_share_nothing() -> None:
    first, second = (TestClient(create_app()) for _ in range(2))
    first.get("/")
    assert not samples(second, "count", http_route="/")


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


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", True),
        ("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more", True),
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more", False),
        ("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", False),
        ("00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01", False),
        ("00-00000000000000000000000000000000-b7ad6b7169203331-01", False),
        ("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", False),
        ("", False),
    ],
)
def test_a_traceparent_is_read_as_the_standard_says(header: str, known: bool) -> None:
    assert (Trace.parse(header) is not None) == known


def test_a_trace_goes_on_under_a_new_span() -> None:
    trace = Trace.begin()
    child = trace.child()
    assert Trace.parse(str(child)) == child
    assert (child.trace_id, child.flags) == (trace.trace_id, trace.flags)
    assert child.span_id != trace.span_id
