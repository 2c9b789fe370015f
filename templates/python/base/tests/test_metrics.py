"""What Prometheus gets."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from app.application import create_app
from app.metrics import BUCKETS

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
