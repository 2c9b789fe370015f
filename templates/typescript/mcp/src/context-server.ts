import { glob, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
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
  showDocuments(server, documents);
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

/**
 * Makes documents resources, each under the one spelling of its URI: what McpServer itself would offer finds
 * `context:///../README.md` too.
 */
function showDocuments({ server }: McpServer, documents: readonly Document[]): void {
  const shown = new Map(documents.map((document) => [uriOf(document), document]));
  server.registerCapabilities({ resources: {} });
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: [...shown].map(([uri, document]) => ({
      uri,
      name: document.path,
      title: titleOf(document),
      mimeType: mimeTypeOf(document),
      size: Buffer.byteLength(document.text),
    })),
  }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: [] }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }) => {
    const document = shown.get(uri);
    if (document === undefined) throw new McpError(ErrorCode.InvalidParams, 'There is no document with this URI.');
    return { contents: [{ uri, mimeType: mimeTypeOf(document), text: document.text }] };
  });
}

async function readDocuments(folder: string): Promise<Document[]> {
  const documents: Document[] = [];
  for await (const file of glob([MEMORY, 'README.md', 'docs/**/*.md'], { cwd: folder, withFileTypes: true })) {
    const place = join(file.parentPath, file.name);
    const path = relative(folder, place).split(sep).join('/');
    // No links: they may lead out of the folder.
    if (file.isFile()) documents.push({ path, text: await readFile(place, 'utf8') });
  }
  return documents.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function uriOf({ path }: Document): string {
  return path === MEMORY ? 'context:///memory' : `context:///${path.split('/').map(encodeURIComponent).join('/')}`;
}

function mimeTypeOf({ path }: Document): string {
  return path === MEMORY ? 'application/json' : 'text/markdown';
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
    .filter(({ path }) => path !== MEMORY)
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
