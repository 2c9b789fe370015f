import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { subjectOfFile } from '../../core/remembrancer/evidence/index.ts';
import { makePage } from '../../scripts/page/make-page.ts';
import { writeTrust } from './full-release.ts';
import { openPage, type OpenedPage, type PageInput } from './open-page.ts';
import { recordFile } from './record-file.ts';
import { runAxe } from './run-axe.ts';

/** Markup, were it taken for that. */
const NAME = 'a&lt;b <img src=x onerror=alert(1)>.txt';

let directory: string;
let html: string;
let opened: OpenedPage;
let input: Required<Pick<PageInput, 'artifact' | 'proof' | 'trust'>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-page-'));
  const path = join(directory, NAME);
  await writeFile(path, 'content');
  const { policy, ...files } = await recordFile(path, await subjectOfFile(path), []);
  const trust = await writeTrust(directory, 'trust.json', {
    v: 1,
    policy,
    openpgp: { fingerprints: [] },
    rfc3161: { roots: [], spkiPins: [] },
  });
  input = { ...files, trust };
  html = join(directory, 'verify.html');
  await writeFile(html, await makePage());
  opened = await openPage(html);
});
afterAll(async () => {
  await opened.close();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(() => opened.page.reload());
afterEach(() => {
  expect(opened.takeFaults()).toEqual([]);
});

const required = { require: ['digest', 'inclusion'] };
const status = () => opened.page.getByRole('status');

/** Drops files on an element, with their names and contents. */
async function drop(selector: string, paths: readonly string[]): Promise<void> {
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), text: await readFile(path, 'utf8') })),
  );
  const transfer = await opened.page.evaluateHandle(`{
    const data = new DataTransfer();
    for (const { name, text } of ${JSON.stringify(files)}) data.items.add(new File([text], name));
    data;
  }`);
  await opened.page.dispatchEvent(selector, 'dragover', { dataTransfer: transfer });
  await opened.page.dispatchEvent(selector, 'drop', { dataTransfer: transfer });
}

const chosen = (): Promise<unknown> =>
  opened.page.evaluate(
    `['artifact', 'proof', 'trust'].map((id) => document.getElementById(id).files[0]?.name)`,
  );

describe('files', () => {
  it('can be dropped all at once, anywhere, and go where their names belong', async () => {
    await drop('body', [input.trust, input.artifact, input.proof]);
    expect(await chosen()).toEqual([NAME, `${NAME}.vmproof`, 'trust.json']);
    await opened.page.getByRole('button', { name: 'Verify' }).click();
    await expect(status().getByRole('heading').textContent()).resolves.toContain('Incomplete');
  });

  it('can be dropped one by one, and go where they were dropped, whatever their names', async () => {
    await drop('#artifact', [input.trust]);
    await drop('#proof-help', [input.proof]);
    expect(await chosen()).toEqual(['trust.json', `${NAME}.vmproof`, undefined]);
  });

  it('show how far they are read, and no others take their place until then', async () => {
    const large = join(directory, 'large.bin');
    await writeFile(large, '');
    await truncate(large, 48 * 1024 * 1024);
    await opened.page.evaluate(`globalThis.steps = new Set();
      new MutationObserver(() => steps.add(document.getElementById('step').textContent))
        .observe(document.getElementById('step'), { childList: true });`);
    for (const [name, path] of Object.entries({ ...input, artifact: large })) {
      await opened.page.locator(`#${name}`).setInputFiles(path);
    }
    await opened.page.getByRole('button', { name: 'Verify' }).click();
    await drop('body', [input.artifact]);
    expect(await chosen()).toEqual(['large.bin', `${NAME}.vmproof`, 'trust.json']);
    await opened.page.locator('#outcome').waitFor({ state: 'attached' });
    const steps = await opened.page.evaluate('[...steps]');
    expect(steps).toEqual(expect.arrayContaining(['Hashing large.bin: 50 %', 'Hashing large.bin: 100 %']));
    await expect(opened.page.locator('#working').isVisible()).resolves.toBe(false);
  });
});

describe('a verdict', () => {
  it('shows names as they are, never as markup', async () => {
    const outcome = await opened.verify({ ...input, ...required });
    expect(outcome.message).toContain(`${NAME} is what the ledger says it is: ${NAME} of the release `);
    await expect(status().textContent()).resolves.toContain(NAME);
    await expect(opened.page.locator('img').count()).resolves.toBe(0);
  });

  it('is a sentence, a table with a word and a reason for each layer, and what was not checked', async () => {
    const { result } = await opened.verify({ ...input, ...required });
    await expect(status().getByRole('heading').innerText()).resolves.toMatch(/Valid$/);
    const table = opened.page.getByRole('table', { name: 'Layer by layer' });
    for (const { layer, status: word, reason, detail } of result!.layers) {
      const row = table.getByRole('row').filter({ has: opened.page.getByRole('rowheader', { name: layer }) });
      await expect(row.innerText()).resolves.toMatch(new RegExp(`${word}\\s+${reason}`));
      await expect(row.innerText()).resolves.toContain(detail);
    }
    await expect(opened.page.getByRole('listitem').last().innerText()).resolves.toMatch(
      /^Nothing was fetched\./,
    );
  });

  it('is gone as soon as anything that it was about changes', async () => {
    await opened.verify({ ...input, ...required });
    await opened.page.getByLabel('witness', { exact: true }).check();
    await expect(status().textContent()).resolves.toBe('');
    await expect(opened.page.locator('#outcome').count()).resolves.toBe(0);
  });
});

it('takes no moment that is half filled in for none', async () => {
  for (const [name, path] of Object.entries(input)) {
    await opened.page.locator(`#${name}`).setInputFiles(path);
  }
  const options = opened.page.locator('#options > summary');
  await options.click();
  await opened.page.getByLabel('Moment to judge at').focus();
  await opened.page.keyboard.type('11');
  await options.click();
  await opened.page.getByRole('button', { name: 'Verify' }).click();
  expect(await opened.page.evaluate('document.activeElement.id')).toBe('at');
  await expect(opened.page.locator('#outcome').count()).resolves.toBe(0);
});

describe('a person', () => {
  it('with a keyboard alone reaches everything in its order, and verifies with Enter', async () => {
    for (const [name, path] of Object.entries(input)) {
      await opened.page.locator(`#${name}`).setInputFiles(path);
    }
    const reached: unknown[] = [];
    for (let i = 0; i < 5; i += 1) {
      await opened.page.keyboard.press('Tab');
      reached.push(await opened.page.evaluate('document.activeElement.id || document.activeElement.tagName'));
    }
    expect(reached).toEqual(['artifact', 'proof', 'trust', 'SUMMARY', 'verify']);
    await opened.page.keyboard.press('Enter');
    await opened.page.locator('#outcome').waitFor({ state: 'attached' });
    expect(await opened.page.evaluate('document.activeElement.id')).toBe('verify');
  });

  const looks = (['light', 'dark'] as const).flatMap((scheme) =>
    [1100, 360].map((width): [typeof scheme, number] => [scheme, width]),
  );

  it.each(looks)('finds enough contrast and names for all, %s and %i pixels wide', async (scheme, width) => {
    await opened.page.emulateMedia({ colorScheme: scheme });
    await opened.page.setViewportSize({ width, height: 900 });
    const changed = join(directory, 'changed.txt');
    await writeFile(changed, 'changed');
    const states: PageInput[] = [{}, { ...input, ...required }, { ...input, artifact: changed }, input];
    for (const state of states) {
      await opened.verify(state);
      await opened.page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`);
      expect(await runAxe(opened.page)).toEqual([]);
      // Nothing sticks out to the side.
      expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });
});

it('says so where the browser has no cryptography for it', async () => {
  const without = await openPage(html);
  try {
    await without.page.addInitScript('delete Crypto.prototype.subtle');
    expect(await without.verify(input)).toMatchObject({
      reason: 'incomplete',
      message: expect.stringContaining('open it in another one'),
    });
  } finally {
    await without.close();
  }
});

describe('the policy of the page', () => {
  const ELSEWHERE = 'https://example.com/';
  const element = (tag: string, fields: object): string =>
    `Object.assign(document.createElement('${tag}'), ${JSON.stringify(fields)})`;
  let probed: OpenedPage;
  beforeAll(async () => {
    probed = await openPage(html);
  });
  afterAll(() => probed.close());

  it.each([
    ['a request', `fetch('${ELSEWHERE}').catch(() => 0)`, 'connect-src'],
    ['a beacon', `navigator.sendBeacon('${ELSEWHERE}')`, 'connect-src'],
    ['a picture', `document.body.append(${element('img', { src: ELSEWHERE })})`, 'img-src'],
    ['a frame', `document.body.append(${element('iframe', { src: ELSEWHERE })})`, 'frame-src'],
    [
      'a form',
      `document.body.appendChild(${element('form', { action: ELSEWHERE })}).submit()`,
      'form-action',
    ],
    ['a worker', `new Worker('data:,')`, 'require-trusted-types-for'],
    ['markup of text', `document.body.innerHTML = '<b>bold</b>'`, 'require-trusted-types-for'],
    ['a style', `document.body.setAttribute('style', 'color: red')`, 'style-src-attr'],
  ])('refuses %s, were there code in the page that wants one', async (_what, code, directive) => {
    await probed.page.reload();
    const violated = await probed.page.evaluate(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective));
      try { ${code}; } catch {}
    })`);
    expect(violated).toBe(directive);
    expect(probed.takeFaults()).not.toEqual([]);
  });
});
