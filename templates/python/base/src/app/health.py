"""Whether the process lives, and whether it wants requests."""

from collections.abc import Callable

from fastapi import APIRouter, Response, status

from app.settings import SERVICE


class Readiness:
    """Whether requests are welcome: not while something is missing, nor when the process is to stop."""

    def __init__(self) -> None:
        self._draining = False
        self._dependencies: list[Callable[[], bool]] = []

    def depend_on(self, connected: Callable[[], bool]) -> None:
        """Be unready while `connected()` is false. It is asked often, so it only looks at what is known."""
        self._dependencies.append(connected)

    def drain(self) -> None:
        """Ask for no further requests."""
        self._draining = True

    @property
    def draining(self) -> bool:
        """Whether the process is about to stop."""
        return self._draining

    @property
    def status(self) -> str:
        """`ready`, `draining` or `disconnected`."""
        if self._draining:
            return "draining"
        return "ready" if all(connected() for connected in self._dependencies) else "disconnected"


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
        """The process wants requests: 503 while it drains, or while something that it needs is away."""
        current = readiness.status
        if current != "ready":
            response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
        return {"status": current}

    return router
