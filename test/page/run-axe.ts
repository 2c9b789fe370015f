import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { Page } from 'playwright-core';

const axe = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));

/** What axe finds wrong with a page as it stands: the rule, and the elements that break it. */
export async function runAxe(page: Page): Promise<unknown> {
  await page.evaluate(await readFile(axe, 'utf8'));
  // What it would load again, a policy does not let it.
  return page.evaluate(
    'axe.run({ preload: false }).then(({ violations }) => violations.map(({ help, nodes }) => [help, nodes.map(({ html }) => html)]))',
  );
}
