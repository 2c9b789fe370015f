import { pathToFileURL } from 'node:url';

import { chromium, type Page } from 'playwright-core';

import type { Outcome } from '../../core/common/outcome.ts';
import type { Verdict } from '../../core/remembrancer/verify/index.ts';
import { findBrowser } from '../../scripts/find-browser.ts';

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
  /** What happened since the last call and never may: lines on the console, violations of the policy, requests. */
  takeFaults(): string[];
  verify(input: PageInput): Promise<Outcome<Verdict>>;
  close(): Promise<void>;
}

export async function openPage(path: string): Promise<OpenedPage> {
  const browser = await chromium.launch({ executablePath: await findBrowser() });
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
  const page = await context.newPage();
  const url = pathToFileURL(path).href;
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('crash', () => faults.push('the page crashed'));
  context.on('request', (request) => {
    if (request.url() !== url) faults.push(`request: ${request.url()}`);
  });
  context.on('weberror', (error) => faults.push(`error: ${error.error().message}`));
  await page.exposeFunction('reportViolation', (what: string) => faults.push(`policy: ${what}`));
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    reportViolation(event.violatedDirective + ' ' + event.blockedURI));`);
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
  return { page, takeFaults: () => faults.splice(0), verify, close: () => browser.close() };
}
