"""What an assistant gets from the MCP server."""

import asyncio
import json
import sys
from pathlib import Path

import pytest
from mcp.client.session import ClientSession
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import TextContent, TextResourceContents

from app.context_server import create_server, read_documents, repository_root
from app.settings import SERVICE


@pytest.fixture(name="root")
def fixture_root(tmp_path: Path) -> Path:
    """A repository with a decision."""
    (tmp_path / "README.md").write_text("# The shop\n\nSells.\n", encoding="utf-8")
    (tmp_path / "docs" / "adr").mkdir(parents=True)
    decision = tmp_path / "docs" / "adr" / "0001.md"
    decision.write_text("# Use a queue\n\nBecause it lasts.\n", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("password", encoding="utf-8")
    return tmp_path


def text_of(root: Path, tool: str, **arguments: str) -> str:
    """What a tool answers."""
    result = asyncio.run(create_server(root).call_tool(tool, dict(arguments)))
    return str(result)


def test_it_shows_documents_and_nothing_else(root: Path) -> None:
    assert [document.path for document in read_documents(root)] == ["README.md", "docs/adr/0001.md"]


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("QUEUE use", "docs/adr/0001.md:1: # Use a queue"),
        ("password", "Nothing found."),
        ("", "Nothing found."),
    ],
)
def test_decisions_are_found_by_their_words(root: Path, query: str, answer: str) -> None:
    assert answer in text_of(root, "search_decisions", query=query)


def test_the_context_lists_documents_by_title(root: Path) -> None:
    context = text_of(root, "get_context")
    assert "docs/adr/0001.md: Use a queue" in context
    assert SERVICE in context


def test_a_client_gets_all_of_it_over_standard_input_and_output() -> None:
    async def talk() -> None:
        command = StdioServerParameters(command=sys.executable, args=["-m", "app.context_server"])
        async with stdio_client(command) as (read, write), ClientSession(read, write) as session:
            started = await session.initialize()
            assert started.server_info.name == SERVICE
            resources = {resource.name for resource in (await session.list_resources()).resources}
            assert {"README.md", "docs/operations.md", "memory"} <= resources
            memory = (await session.read_resource("context:///memory")).contents[0]
            assert isinstance(memory, TextResourceContents)
            assert json.loads(memory.text)["inputs"]["name"] == SERVICE
            tools = {tool.name for tool in (await session.list_tools()).tools}
            assert tools == {"search_decisions", "get_context"}
            answer = (await session.call_tool("search_decisions", {"query": "SHUTDOWN_SECONDS"})).content[0]
            assert isinstance(answer, TextContent)
            assert "docs/operations.md" in answer.text

    assert (repository_root() / "README.md").is_file()
    asyncio.run(talk())
