import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { createContextServer } from '../src/context-server.ts';
import { SERVICE } from '../src/settings.ts';

const DOCUMENTS = {
  'README.md': '# orders\n\nTakes orders.\n',
  'docs/operations.md': '# Operating orders\n',
  'docs/adr/0001-queue.md': '# Use a queue\n\nBecause orders come in bursts.\n',
  'docs/100% of it.md': 'No heading.\n',
  '.vaultmesh/spawn.json': '{"schema":1}',
};
const OTHERS = { Makefile: 'all:\n', 'docs/picture.png': '\x89PNG' };

let folder: string;
const client = new Client({ name: 'test', version: '1' });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'context-'));
  for (const [path, text] of Object.entries({ ...DOCUMENTS, ...OTHERS })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await symlink(join(folder, 'Makefile'), join(folder, 'docs/link.md'));
  const [here, there] = InMemoryTransport.createLinkedPair();
  await (await createContextServer(folder)).connect(there);
  await client.connect(here);
});

after(async () => {
  await client.close();
  await rm(folder, { recursive: true, force: true });
});

async function call(name: string, words: Record<string, string> = {}): Promise<string> {
  const { content } = await client.callTool({ name, arguments: words });
  const [first] = content as { text: string }[];
  return first?.text ?? '';
}

test('documents are resources', async () => {
  const { resources } = await client.listResources();
  assert.deepEqual(Object.fromEntries(resources.map(({ uri, title }) => [uri, title])), {
    'context:///README.md': 'orders',
    'context:///docs/operations.md': 'Operating orders',
    'context:///docs/adr/0001-queue.md': 'Use a queue',
    'context:///docs/100%25%20of%20it.md': 'docs/100% of it.md',
    'context:///memory': 'What the repository was made from',
  });
  const { contents } = await client.readResource({ uri: 'context:///memory' });
  assert.deepEqual(contents, [{ uri: 'context:///memory', mimeType: 'application/json', text: '{"schema":1}' }]);
  const { contents: encoded } = await client.readResource({ uri: 'context:///docs/100%25%20of%20it.md' });
  assert.deepEqual(
    encoded.map((content) => 'text' in content && content.text),
    ['No heading.\n'],
  );
  for (const uri of ['context:///Makefile', 'context:///../README.md', 'context:///docs/link.md', '']) {
    await assert.rejects(client.readResource({ uri }), /no document/);
  }
});

test('the context names every document', async () => {
  assert.equal(
    await call('get_context'),
    [
      `Service ${SERVICE}, version 0.1.0`,
      '.vaultmesh/spawn.json: What the repository was made from',
      'README.md: orders',
      'docs/100% of it.md: docs/100% of it.md',
      'docs/adr/0001-queue.md: Use a queue',
      'docs/operations.md: Operating orders',
    ].join('\n'),
  );
});

test('lines are found by all words', async () => {
  const found = {
    'BURSTS orders': 'docs/adr/0001-queue.md:3: Because orders come in bursts.',
    operating: 'docs/operations.md:1: # Operating orders',
    'bursts operating': 'Nothing found.',
    '': 'Nothing found.',
  };
  for (const [query, lines] of Object.entries(found)) assert.equal(await call('search_decisions', { query }), lines);
});

test("it speaks on standard input and output, of this repository's documents", async () => {
  const other = new Client({ name: 'test', version: '1' });
  await other.connect(new StdioClientTransport({ command: process.execPath, args: ['src/context-server.ts'] }));
  const { resources } = await other.listResources();
  assert.ok(resources.some(({ uri }) => uri === 'context:///memory'));
  await other.close();
});
