import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  appendRecords,
  gitStore,
  initLedger,
  type LedgerStore,
  MAX_RECORDS,
  memoryStore,
  type NoteSigner,
} from '../../core/remembrancer/ledger/index.ts';
import { sampleRecords } from '../../test/core/remembrancer/ledger/sample-records.ts';
import { elapsed, type Figure } from '../figure.ts';

const SINGLES = 16;

/** Receipts per second one by one, and 256 in one append, in memory and over git. */
export async function benchGroupCommit(signer: NoteSigner): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
  const figures: Figure[] = [];
  try {
    const url = join(folder, 'ledger.git');
    execFileSync('git', ['init', '--quiet', '--bare', url]);
    const stores: [string, () => LedgerStore][] = [['git', () => gitStore({ url: `file://${url}` })]];
    const memory = memoryStore();
    stores.push(['memory', () => memory]);
    for (const [name, open] of stores) {
      await initLedger(open(), signer);
      const append = async (prefix: string, count: number): Promise<void> => {
        const store = open();
        await appendRecords(store, signer, sampleRecords(count, prefix), { random: () => 0 });
        await store.close();
      };
      const single = await elapsed(async () => {
        for (let i = 0; i < SINGLES; i += 1) await append(`single:${i}`, 1);
      });
      const group = await elapsed(() => append('group', MAX_RECORDS));
      const rates = { single: (SINGLES / single) * 1000, group: (MAX_RECORDS / group) * 1000 };
      figures.push(
        { what: `receipts, ${name} store`, at: 'one by one', value: rates.single, unit: 'per second' },
        { what: `receipts, ${name} store`, at: '256 in one append', value: rates.group, unit: 'per second' },
        {
          what: `receipts, ${name} store`,
          at: '256 in one append against one by one',
          value: rates.group / rates.single,
          unit: 'times',
          ...(name === 'git' && { atLeast: 50 }),
        },
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}
