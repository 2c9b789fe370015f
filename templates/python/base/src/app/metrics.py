"""HTTP metrics by OpenTelemetry's names and buckets, in Prometheus' format."""

import time
from typing import Final

from fastapi import APIRouter, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
METHODS: Final = frozenset({"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"})
UNMATCHED: Final = "unmatched"


class Metrics:
    """The metrics of one application, in a registry of its own: two applications never share a series."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self.duration = Histogram(
            "http_server_request_duration_seconds",
            "Duration of HTTP server requests.",
            ("http_request_method", "http_route", "http_response_status_code"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.active = Gauge(
            "http_server_active_requests",
            "Number of HTTP server requests under way.",
            registry=self.registry,
        )


class MetricsMiddleware:
    """Measures every request by its route's template, never by its path: paths are without number."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and observe how long its answer took."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 500

        async def observed_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        started = time.perf_counter()
        try:
            with self.metrics.active.track_inprogress():
                await self.app(scope, receive, observed_send)
        finally:
            elapsed = time.perf_counter() - started
            self.metrics.duration.labels(_method(scope), _route(scope), str(status)).observe(elapsed)


def metrics_router(metrics: Metrics) -> APIRouter:
    """The route that Prometheus scrapes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/metrics")
    async def scrape() -> Response:
        return Response(generate_latest(metrics.registry), headers={"content-type": CONTENT_TYPE_LATEST})

    return router


def _method(scope: Scope) -> str:
    method = str(scope["method"])
    return method if method in METHODS else "_OTHER"


def _route(scope: Scope) -> str:
    # The router leaves the matched route in the scope; there is none for an unknown path.
    return getattr(scope.get("route"), "path", UNMATCHED)
