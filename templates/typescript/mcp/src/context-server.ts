import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { SERVICE, VERSION } from './settings.ts';

/** The record of what the repository was made from. */
const MEMORY = '.vaultmesh/spawn.json';
/** How many lines a search gives. */
const MOST_FOUND = 20;

interface Document {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Shows README.md, docs and .vaultmesh/spawn.json of a folder to assistants, reads nothing else, changes nothing. */
export async function createContextServer(folder: string): Promise<McpServer> {
  const documents = await readDocuments(folder);
  const server = new McpServer(
    { name: SERVICE, version: VERSION },
    { instructions: `What the repository of ${SERVICE} says of itself: documents, decisions, its origin.` },
  );
  for (const document of documents) {
    const { path, text } = document;
    const uri = path === MEMORY ? 'context:///memory' : `context:///${path}`;
    const mimeType = path === MEMORY ? 'application/json' : 'text/markdown';
    const size = Buffer.byteLength(text);
    server.registerResource(path, uri, { title: titleOf(document), mimeType, size }, () => ({
      contents: [{ uri, mimeType, text }],
    }));
  }
  const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };
  server.registerTool(
    'get_context',
    {
      description: 'List what this server knows: the service, and each document with its title.',
      annotations,
    },
    () =>
      answer([
        `Service ${SERVICE}, version ${VERSION}`,
        ...documents.map((known) => `${known.path}: ${titleOf(known)}`),
      ]),
  );
  server.registerTool(
    'search_decisions',
    {
      description: 'Search the decisions (ADRs) and other documents for all words of the query.',
      inputSchema: { query: z.string().describe('words that a line must all hold, in any case') },
      annotations,
    },
    ({ query }) => answer(search(documents, query)),
  );
  return server;
}

async function readDocuments(folder: string): Promise<Document[]> {
  const files = await readdir(join(folder, 'docs'), { recursive: true, withFileTypes: true });
  const docs = files
    .filter((file) => file.isFile())
    .map((file) =>
      join(file.parentPath, file.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    );
  const paths = [MEMORY, 'README.md', ...docs].sort();
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })));
}

/** The first heading of a document, or its path. */
function titleOf({ path, text }: Document): string {
  if (path === MEMORY) return 'What the repository was made from';
  return /^# (.*)$/m.exec(text)?.[1]?.trim() ?? path;
}

function search(documents: readonly Document[], query: string): string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return ['Nothing found.'];
  const found = documents
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) => text.split('\n').map((line, at) => ({ line, place: `${path}:${String(at + 1)}` })))
    .filter(({ line }) => words.every((word) => line.toLowerCase().includes(word)))
    .map(({ line, place }) => `${place}: ${line.trim()}`);
  return found.length === 0 ? ['Nothing found.'] : found.slice(0, MOST_FOUND);
}

function answer(lines: readonly string[]): { content: { type: 'text'; text: string }[] } {
  return { content: [{ type: 'text', text: lines.join('\n') }] };
}

if (import.meta.main) {
  const server = await createContextServer(process.cwd());
  await server.connect(new StdioServerTransport());
}
