import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Figure, median } from '../figure.ts';
import { runMeasured } from '../run-measured.ts';
import { bundledProgram } from '../bundled-program.ts';
import { recordLedger } from './record-ledger.ts';
import { recordsOf } from './speed.ts';
import type { TestSet } from './test-set.ts';

const QUESTION = 'what was said of heat transfer in the boundary layer?';

/**
 * What `vaultmesh query` takes as the published package has it, with the git commands that it runs: reading the whole ledger of a
 * repository on the same disk, proving it, indexing it and answering. Processor time, the median of `rounds`.
 */
export async function benchQuery(set: TestSet, sizes: readonly number[], rounds: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
  try {
    const program = await bundledProgram(folder);
    const figures: Figure[] = [];
    for (const [at, size] of sizes.entries()) {
      const repository = join(folder, `${size}.git`);
      await recordLedger(repository, recordsOf(set, size));
      const argv = [process.execPath, program, 'query', QUESTION, '--repository', repository];
      const runs = Array.from({ length: rounds }, () => runMeasured(argv).cpu);
      const what = 'vaultmesh query from a cold start, CPU';
      const records = `${size.toLocaleString('en')} records`;
      figures.push(
        { what, at: records, value: median(runs), unit: 'ms', ...(at === 0 && { atMost: 400 }) },
        { what, at: `${records}, lowest of ${rounds}`, value: Math.min(...runs), unit: 'ms' },
      );
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
