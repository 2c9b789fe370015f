import { pathToFileURL } from 'node:url';

import { chromium, type Page } from 'playwright-core';

import type { Outcome } from '../../core/common/outcome.ts';
import type { Verdict } from '../../core/remembrancer/verify/index.ts';
import { findBrowser } from '../../scripts/find-browser.ts';
import { type TakeFaults, watchFaults } from './watch-faults.ts';

/** What a person gives the page: paths of files, and what is in the options. */
export interface PageInput {
  readonly artifact?: string;
  readonly proof?: string;
  readonly trust?: string;
  readonly require?: readonly string[];
  /** `YYYY-MM-DDTHH:MM:SS`, UTC. */
  readonly at?: string;
}

/** The page in a headless Chromium, opened from disk. */
export interface OpenedPage {
  readonly page: Page;
  readonly takeFaults: TakeFaults;
  verify(input: PageInput): Promise<Outcome<Verdict>>;
  close(): Promise<void>;
}

export async function openPage(path: string): Promise<OpenedPage> {
  const browser = await chromium.launch({ executablePath: await findBrowser() });
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
  const page = await context.newPage();
  const url = pathToFileURL(path).href;
  const takeFaults = await watchFaults(page, (requested) => requested === url);
  await page.goto(url);

  const verify = async (input: PageInput): Promise<Outcome<Verdict>> => {
    await page.reload();
    for (const name of ['artifact', 'proof', 'trust'] as const) {
      if (input[name] !== undefined) await page.locator(`#${name}`).setInputFiles(input[name]);
    }
    if (input.require !== undefined || input.at !== undefined) {
      await page.getByText('What must be valid, and when').click();
    }
    for (const layer of input.require ?? []) await page.getByLabel(layer, { exact: true }).check();
    if (input.at !== undefined) await page.getByLabel('Moment to judge at').fill(input.at);
    await page.getByRole('button', { name: 'Verify' }).click();
    const json = await page.locator('#outcome').textContent({ timeout: 120_000 });
    return JSON.parse(json ?? '') as Outcome<Verdict>;
  };
  return { page, takeFaults, verify, close: () => browser.close() };
}
