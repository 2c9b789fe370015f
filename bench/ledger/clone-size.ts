import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  appendRecords,
  type Change,
  emptyLedger,
  type NoteSigner,
} from '../../core/remembrancer/ledger/index.ts';
import { sampleRecord } from '../../test/core/remembrancer/ledger/sample-records.ts';
import { elapsed, type Figure } from '../figure.ts';
import { headStore } from './head-store.ts';
import { importBranch } from './import-branch.ts';

/** What a clone of the branch takes after `appends` single appends, each its two commits, packed as `git gc` does. */
export async function benchCloneSize(signer: NoteSigner, appends: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
  try {
    const repository = join(folder, 'ledger.git');
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=ledger', repository]);
    await importBranch(repository, commitsOf(signer, appends));
    execFileSync('git', ['-C', repository, 'gc', '--quiet']);
    const figures: Figure[] = [];
    const at = `${appends.toLocaleString('en')} single appends`;
    for (const [what, options] of [
      ['clone with all history', []],
      ['shallow clone', ['--depth=1']],
    ] as const) {
      const clone = join(folder, what.replaceAll(' ', '-'));
      const ms = await elapsed(() =>
        execFileSync('git', ['clone', '--quiet', '--bare', ...options, `file://${repository}`, clone]),
      );
      figures.push(
        { what, at, value: sizeOf(join(clone, 'objects')) / 2 ** 20, unit: 'MiB' },
        { what, at, value: ms, unit: 'ms' },
      );
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The commits of the branch, as the domain's own append makes them. */
async function* commitsOf(signer: NoteSigner, appends: number): AsyncGenerator<Change> {
  const files = emptyLedger(signer);
  const made: Change[] = [{ message: 'ledger: begin', additions: new Map(files), deletions: [] }];
  const store = headStore(files, (change) => made.push(change));
  for (let i = 0; i < appends; i += 1) {
    await appendRecords(store, signer, [sampleRecord(`release:${i}`)], { random: () => 0 });
    yield* made.splice(0);
  }
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
