import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

import { findBrowser } from '../../scripts/find-browser.ts';
import { elapsed, type Figure } from '../figure.ts';
import { runMeasured } from '../run-measured.ts';
import { bundledProgram } from '../bundled-program.ts';
import { recordLedger } from './record-ledger.ts';
import { percentile, recordsOf } from './speed.ts';
import type { TestSet } from './test-set.ts';

const MIB = 2 ** 20;

/**
 * What `vaultmesh site` takes for a ledger of so many records in a repository on the same disk, how much it writes, and how its
 * search does in Chromium, from disk.
 */
export async function benchSite(set: TestSet, size: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-bench-'));
  try {
    const program = await bundledProgram(folder);
    const [repository, out] = [join(folder, 'repository.git'), join(folder, 'site')];
    await recordLedger(repository, recordsOf(set, size));
    const argv = [process.execPath, program, 'site', '--repository', repository, '--out', out];
    const { cpu, wall } = runMeasured(argv);
    const page = join(out, 'search.html');
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
    const questions = set.questions.slice(0, 50).map(({ question }) => question);
    const { ready, answered } = await searchIn(page, questions);
    const at = `${size.toLocaleString('en')} records`;
    return [
      { what: 'vaultmesh site, CPU', at, value: cpu, unit: 'ms' },
      { what: 'vaultmesh site, wall', at, value: wall, unit: 'ms' },
      { what: `site, ${files.length.toLocaleString('en')} files`, at, value: bytes / MIB, unit: 'MiB' },
      { what: 'site, page of the search', at, value: statSync(page).size / MIB, unit: 'MiB' },
      { what: 'page of the search opened and its index built, wall', at, value: ready, unit: 'ms' },
      {
        what: 'question answered in the page, wall, 95th percentile',
        at,
        value: percentile(answered, 0.95),
        unit: 'ms',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long the page takes to be ready, and for each question that is answered as the page itself tells it, in ms. */
async function searchIn(
  path: string,
  questions: readonly string[],
): Promise<{ ready: number; answered: number[] }> {
  const browser = await chromium.launch({ executablePath: await findBrowser() });
  try {
    const page = await browser.newPage();
    const ready = await elapsed(() => page.goto(pathToFileURL(path).href));
    const answered: number[] = [];
    for (const question of questions) {
      await page.getByRole('searchbox').fill(question);
      const took = /in (\d+) ms/u.exec(await page.locator('#found').innerText())?.[1];
      // Of what is not found the page tells no time.
      if (took !== undefined) answered.push(Number(took));
    }
    return { ready, answered };
  } finally {
    await browser.close();
  }
}
