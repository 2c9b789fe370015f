"""An MCP server over standard input and output: what this repository knows of itself, for assistants."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.resources import TextResource

from app import __version__
from app.settings import SERVICE

MEMORY: Final = ".vaultmesh/spawn.json"
MOST_FOUND: Final = 20


@dataclass(frozen=True)
class Document:
    """A file that is shown."""

    path: str
    text: str

    @property
    def title(self) -> str:
        """Its first heading, or its path."""
        headings = (line.removeprefix("# ") for line in self.text.splitlines() if line.startswith("# "))
        return next(headings, self.path)


def repository_root() -> Path:
    """The nearest folder above this file with a README.md: the repository, or what its image holds of it."""
    return next(folder for folder in Path(__file__).resolve().parents if (folder / "README.md").is_file())


def read_documents(root: Path) -> list[Document]:
    """README.md, everything below docs, and the record of what the repository was made from."""
    paths = [root / "README.md", *sorted((root / "docs").rglob("*.md")), root / MEMORY]
    return [
        Document(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
        if path.is_file()
    ]


def create_server(root: Path) -> MCPServer:
    """A server of the documents below `root`, as they are now."""
    documents = read_documents(root)
    server = MCPServer(
        SERVICE,
        version=__version__,
        instructions=f"What the repository of {SERVICE} says of itself: documents, decisions, its origin.",
    )
    for document in documents:
        memory = document.path == MEMORY
        server.add_resource(
            TextResource(
                uri="context:///memory" if memory else f"context:///{document.path}",
                name="memory" if memory else document.path,
                title="What the repository was made from" if memory else document.title,
                mime_type="application/json" if memory else "text/markdown",
                text=document.text,
            )
        )

    @server.tool()
    def search_decisions(query: str) -> str:
        """Search the decisions (ADRs) and other documents for all words of the query."""
        words = query.lower().split()
        found = [
            f"{document.path}:{number}: {line.strip()}"
            for document in documents
            if document.path.endswith(".md")
            for number, line in enumerate(document.text.splitlines(), start=1)
            if words and all(word in line.lower() for word in words)
        ]
        return "\n".join(found[:MOST_FOUND]) or "Nothing found."

    @server.tool()
    def get_context() -> str:
        """List what this server knows: the service, and each document with its title."""
        lines = [f"{document.path}: {document.title}" for document in documents]
        return "\n".join([f"Service {SERVICE}, version {__version__}", *lines])

    return server


def main() -> None:
    """Serve until standard input ends. Logs go to standard error: standard output belongs to the protocol."""
    logging.basicConfig(level=logging.WARNING)
    create_server(repository_root()).run("stdio")


if __name__ == "__main__":
    main()
