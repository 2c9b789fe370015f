import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

import { liveLedger } from '../../../cli/mcp/live-ledger.ts';
import type { McpContext } from '../../../cli/mcp/mcp-context.ts';
import { mcpServer } from '../../../cli/mcp/mcp-server.ts';
import { sha256Hex, utf8 } from '../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
} from '../../../core/remembrancer/ledger/index.ts';
import type { DecisionTexts } from '../../../core/remembrancer/memory/index.ts';
import { type Sample, sampleReceipt } from '../../core/remembrancer/memory/sample-entries.ts';

/** The two generations of the protocol: of sessions, and of requests that stand alone. */
export const GENERATIONS = ['2025-11-25', '2026-07-28'] as const;

export const ORIGIN = 'github.com/acme/app';
const signer = parseSignerKey(generateLogKey(ORIGIN).signerKey);

/** A mark that a test knows. */
export const MARK = '0123456789abcdef';

/** A ledger in memory with these records; `file` is the text of a decision, which a receipt has the digest of. */
export async function ledgerOf(
  ...samples: readonly (Sample & { readonly file?: string })[]
): Promise<MemoryStore> {
  const store = memoryStore(emptyLedger(signer));
  const records = samples.map(({ file, ...sample }) => {
    const receipt = sampleReceipt(sample);
    const subjects =
      file === undefined ? receipt.subjects : [{ name: 'text.md', sha256: sha256Hex(utf8(file)) }];
    return { receipt: { ...receipt, subjects }, evidence: [] };
  });
  await appendRecords(store, signer, records, { random: () => 0 });
  return store;
}

/** Where no text of a decision is. */
export const NO_TEXTS: DecisionTexts = { read: () => Promise.resolve(new Map()) };

/** What a server needs that answers from `store` and does nothing else, but for what is given. */
export function contextOf(store: MemoryStore, given: Partial<McpContext> = {}): McpContext {
  const refuse = () => Promise.reject(new Error('not asked for'));
  return {
    live: liveLedger(store, { clock: () => new Date(0), texts: NO_TEXTS }),
    newMark: () => MARK,
    version: '0.0.0',
    verify: { byDigest: refuse, byPath: refuse },
    ...given,
  };
}

/** The official client, of one of the generations, connected in memory. */
export async function connect(
  context: McpContext,
  generation: (typeof GENERATIONS)[number] = '2026-07-28',
): Promise<Client> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  serveStdio(() => mcpServer(context), { transport: far });
  const client = new Client({ name: 'test', version: '0.0.0' }, { versionNegotiation: modeOf(generation) });
  await client.connect(near);
  return client;
}

export const modeOf = (generation: string): { mode: 'legacy' | { pin: string } } => ({
  mode: generation === '2025-11-25' ? 'legacy' : { pin: generation },
});
