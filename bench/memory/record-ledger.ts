import { execFileSync } from 'node:child_process';

import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  MAX_RECORDS,
  memoryStore,
  type NewRecord,
  parseSignerKey,
} from '../../core/remembrancer/ledger/index.ts';
import { makeReceipt } from '../../core/remembrancer/receipt/index.ts';
import { sha256Hex } from '../../core/common/bytes.ts';
import { importBranch } from '../ledger/import-branch.ts';
import type { BenchDocument } from './engine.ts';

/** What a receipt has room for. */
const LONGEST = 1_000;

/**
 * Makes `repository` a bare git repository whose branch `ledger` is a log of a record for each document, one in four a
 * decision and the others deployments: by real appends, as one commit, since the history is not read.
 */
export async function recordLedger(repository: string, documents: readonly BenchDocument[]): Promise<void> {
  const signer = parseSignerKey(generateLogKey('github.example/ada/app').signerKey);
  const store = memoryStore(emptyLedger(signer));
  const records = documents.map(recordOf);
  for (let first = 0; first < records.length; first += MAX_RECORDS) {
    await appendRecords(store, signer, records.slice(first, first + MAX_RECORDS), { random: Math.random });
  }
  execFileSync('git', ['init', '--quiet', '--bare', repository]);
  const additions = store.history().at(-1)?.files ?? new Map<string, Uint8Array>();
  await importBranch(repository, [{ additions, deletions: [] }]);
}

function recordOf({ id, title, sections }: BenchDocument, number: number): NewRecord {
  const kind = number % 4 === 0 ? 'decision' : 'deployment';
  const text = sections.map((section) => section.text).join('\n\n');
  const receipt = makeReceipt({
    id: `${kind}:${id}`,
    kind,
    component: `component-${number % 50}`,
    version: `1.0.${number}`,
    time: new Date(Date.UTC(2026, 0, 1) + number * 60_000),
    subjects: [{ name: `${id}.md`, sha256: sha256Hex(id), size: text.length }],
    context: { what: title.slice(0, LONGEST), why: text.slice(0, LONGEST) },
    evidence: [],
    missing: [],
  });
  return { receipt, evidence: [] };
}
