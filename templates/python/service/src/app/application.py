"""The application, put together."""

from fastapi import FastAPI

from app import __version__
from app.health import Readiness, health_router
from app.metrics import Metrics, MetricsMiddleware, metrics_router
from app.settings import SERVICE


def create_app(readiness: Readiness | None = None) -> FastAPI:
    """A new application with metrics of its own; tests make as many as they like."""
    metrics = Metrics()
    app = FastAPI(
        title=SERVICE,
        version=__version__,
        # The interactive pages load scripts from elsewhere; /openapi.json stays.
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(MetricsMiddleware, metrics=metrics)
    app.include_router(health_router(readiness or Readiness()))
    app.include_router(metrics_router(metrics))
    return app
