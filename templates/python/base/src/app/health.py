"""Whether the process lives, and whether it wants requests."""

from fastapi import APIRouter, Response, status

from app.settings import SERVICE


class Readiness:
    """Turns false once, when the process is asked to stop. Checks of dependencies belong here too."""

    def __init__(self) -> None:
        self._draining = False

    def drain(self) -> None:
        """Ask for no further requests."""
        self._draining = True

    @property
    def ready(self) -> bool:
        """Whether new requests are welcome."""
        return not self._draining


def health_router(readiness: Readiness) -> APIRouter:
    """The routes that people, balancers and kubelets ask."""
    router = APIRouter(tags=["health"])

    @router.get("/")
    async def index() -> dict[str, str]:
        return {"status": "ok", "service": SERVICE}

    @router.get("/health")
    async def health() -> dict[str, bool]:
        return {"healthy": True}

    @router.get("/livez")
    async def livez() -> dict[str, str]:
        """The process answers. Says nothing about dependencies: a restart would not mend them."""
        return {"status": "alive"}

    @router.get("/readyz")
    async def readyz(response: Response) -> dict[str, str]:
        """The process wants requests: 503 while it drains."""
        if readiness.ready:
            return {"status": "ready"}
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
        return {"status": "draining"}

    return router
