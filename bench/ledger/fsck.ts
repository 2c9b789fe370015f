import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  appendRecords,
  emptyLedger,
  type LedgerFiles,
  MAX_RECORDS,
  type NoteSigner,
} from '../../core/remembrancer/ledger/index.ts';
import { sampleRecord } from '../../test/core/remembrancer/ledger/sample-records.ts';
import { entries, type Figure } from '../figure.ts';
import { headStore } from './head-store.ts';

/** `vaultmesh ledger fsck` of a folder with a log of `size` entries: a receipt, two pieces of evidence and two index files each. */
export async function benchFsck(signer: NoteSigner, size: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
  try {
    writeFiles(folder, await ledgerOf(signer, size));
    const program = join(import.meta.dirname, 'fsck-once.ts');
    const answer = execFileSync(process.execPath, [program, folder], { encoding: 'utf8' });
    const [ms = Number.NaN, mib = Number.NaN] = answer.trim().split(' ').map(Number);
    const what = 'fsck with receipts, evidence and indices';
    const at = entries(size);
    return [
      { what, at, value: ms, unit: 'ms' },
      { what: `${what}, peak memory`, at, value: mib, unit: 'MiB' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files of the branch, as the domain's own append makes them. */
async function ledgerOf(signer: NoteSigner, size: number): Promise<LedgerFiles> {
  const files = emptyLedger(signer);
  const store = headStore(files, () => undefined);
  for (let first = 0; first < size; first += MAX_RECORDS) {
    const count = Math.min(MAX_RECORDS, size - first);
    const records = Array.from({ length: count }, (_, i) => sampleRecord(`release:${first + i}`));
    await appendRecords(store, signer, records, { random: () => 0 });
  }
  return files;
}

function writeFiles(folder: string, files: LedgerFiles): void {
  for (const [path, content] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
