import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';

import { generateLogKey, parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import { findBrowser } from '../../scripts/find-browser.ts';
import { makeSiteAssets } from '../../scripts/site/make-site-assets.ts';
import { filesOf, ORIGIN, sampleLedger } from '../core/remembrancer/site/sample-site.ts';
import { STORY } from '../core/remembrancer/site/story-samples.ts';
import { runAxe } from './run-axe.ts';
import { type TakeFaults, watchFaults } from './watch-faults.ts';

const HOSTILE = 'records/8.html';

let folder: string;
let paths: string[];
let verifierKey: string;
let browser: Browser;
let page: Page;
let takeFaults: TakeFaults;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-site-'));
  const ledger = await sampleLedger(STORY);
  ({ verifierKey } = ledger.ledger.verifier);
  const files = await filesOf(ledger, { assets: await makeSiteAssets() });
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  paths = [...files.keys()].filter((path) => path.endsWith('.html'));
  browser = await chromium.launch({ executablePath: await findBrowser() });
  page = await (await browser.newContext({ viewport: { width: 1100, height: 900 } })).newPage();
  const root = pathToFileURL(folder).href;
  takeFaults = await watchFaults(page, (url) => url.startsWith(`${root}/`));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  expect(takeFaults()).toEqual([]);
});

/** Opens the page at `path`, which may end in a fragment, anew. */
async function open(path: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${pathToFileURL(folder).href}/${path}`);
}

/** Opens `path` as it is with `change` made to it. */
async function openChanged(path: string, change: (html: string) => string): Promise<void> {
  const changed = path.replace('.html', '-changed.html');
  const html = await readFile(join(folder, path), 'utf8');
  expect(change(html)).not.toBe(html);
  await writeFile(join(folder, changed), change(html));
  await open(changed);
}

/** Verifies the record of the page, by the key that a reader gives; resolves to the word of the verdict and what does not hold. */
async function verify(key = ''): Promise<[word: string, ...failing: string[]]> {
  await page.getByLabel("The log's key").fill(key);
  await page.getByRole('button', { name: 'Verify this record' }).click();
  const verdict = page.locator('.verdict');
  await verdict.waitFor();
  const failing = await verdict.locator('li.bad b').allInnerTexts();
  return [(await verdict.locator('.word').innerText()).replace(/^\S\s*/u, ''), ...failing];
}

it('opens from disk, each page of it, without an error, a violation or a request elsewhere', async () => {
  for (const path of paths) {
    await open(path);
    expect([path, await page.getByRole('heading', { level: 1 }).count()]).toEqual([path, 1]);
  }
});

describe('the button that verifies', () => {
  it('says valid by the key that the reader gives', async () => {
    await open('records/1.html');
    expect(await verify(verifierKey)).toEqual(['Valid']);
  });

  it('says that the page agrees with itself when it knows no other key', async () => {
    await open('records/0.html');
    expect(await verify()).toEqual(['Valid by its own key']);
    await expect(page.locator('.verdict').innerText()).resolves.toContain('Its key came with it');
  });

  it('says by which key, and what it did not check', async () => {
    await open('records/1.html');
    await verify(verifierKey);
    const told = await page.locator('.verdict').innerText();
    const fingerprint = await page.locator('#key-help code').last().innerText();
    expect(told).toContain(`The key with the SHA-256 ${fingerprint} signed the checkpoint of ${ORIGIN}`);
    expect(told).toContain('Not checked here: number, status and relations');
  });

  it('takes by itself the key that the page shows, and no other', async () => {
    const other = parseSignerKey(generateLogKey(ORIGIN).signerKey).verifierKey;
    await openChanged('records/1.html', (html) => html.replace(`>${verifierKey}<`, `>${other}<`));
    expect(await verify()).toEqual(['Invalid', 'Checkpoint does not hold', 'Inclusion does not hold']);
  });

  it('takes its verdict back when another key is given', async () => {
    await open('records/1.html');
    await verify(verifierKey);
    await page.getByLabel("The log's key").fill('another');
    expect(await page.locator('.verdict').count()).toBe(0);
  });

  it.each<[what: string, change: (html: string) => string]>([
    ['its evidence is cut off', (html) => html.replace(/(id="evidence">.{500})[^<]*/u, '$1')],
    ['its evidence lacks a part', (html) => html.replace('"proof":', '"prof":')],
    ['it has no title', (html) => html.replace('id="title"', '')],
  ])('cannot tell where %s', async (_what, change) => {
    await openChanged('records/4.html', change);
    expect(await verify(verifierKey)).toEqual(['Cannot tell']);
    await expect(page.locator('.verdict').innerText()).resolves.toContain('missing or damaged');
  });

  it('holds for a record with every hostile text', async () => {
    await open(HOSTILE);
    expect(await verify(verifierKey)).toEqual(['Valid']);
  });

  it.each<[what: string, change: (html: string) => string, failing: string[]]>([
    [
      'title',
      (html) => html.replace('>Store orders in PostgreSQL</h1>', '>Store orders in Redis</h1>'),
      ['Page does not hold'],
    ],
    ['fact', (html) => html.replace('>Two writers since', '>Three writers since'), ['Page does not hold']],
    [
      'entry',
      (html) => html.replace('{\\"id\\":\\"decision', '{\\"id\\":\\"recision'),
      ['Inclusion does not hold', 'Receipt does not hold', 'Page does not hold', 'Text does not hold'],
    ],
    [
      'receipt',
      (html) => html.replaceAll('shop in Porto', 'shop in Braga'),
      ['Receipt does not hold', 'Page does not hold', 'Text does not hold'],
    ],
    [
      'text',
      (html) => html.replace('there are two writers.\\n', 'there are no writers.\\n'),
      ['Page does not hold', 'Text does not hold'],
    ],
    [
      'words of the text',
      (html) => html.replace('there are two writers.</p>', 'there are no writers.</p>'),
      ['Text does not hold'],
    ],
    [
      'source of the text',
      (html) => html.replace('there are two writers.\n\n```', 'there are no writers.\n\n```'),
      ['Page does not hold'],
    ],
    [
      'line under the title',
      (html) => html.replace('· entry 4</span>', '· entry 1</span>'),
      ['Page does not hold'],
    ],
    [
      'receipt that it shows',
      (html) => html.replace(/(<h3>Receipt<\/h3>[^]*?)use-postgresql/u, '$1use-redis'),
      ['Page does not hold'],
    ],
    [
      'place in the log',
      (html) => html.replace('\\nindex 4\\n', '\\nindex 3\\n'),
      ['Inclusion does not hold', 'Page does not hold'],
    ],
    [
      'checkpoint',
      (html) => html.replace('\\n9\\n', '\\n8\\n'),
      ['Checkpoint does not hold', 'Inclusion does not hold'],
    ],
  ])('says invalid where somebody changed the %s', async (_what, change, failing) => {
    await openChanged('records/4.html', change);
    expect(await verify(verifierKey)).toEqual(['Invalid', ...failing]);
  });

  it('says invalid by the key of somebody else, and that it cannot tell by what is no key', async () => {
    await open('records/4.html');
    const other = parseSignerKey(generateLogKey(ORIGIN).signerKey).verifierKey;
    expect(await verify(other)).toEqual(['Invalid', 'Checkpoint does not hold', 'Inclusion does not hold']);
    expect(await verify('a key')).toEqual(['Cannot tell']);
  });

  it('cannot tell where the browser has no WebCrypto', async () => {
    const without = await browser.newPage();
    await without.addInitScript('delete Crypto.prototype.subtle');
    await without.goto(pathToFileURL(join(folder, 'records/4.html')).href);
    await without.getByRole('button', { name: 'Verify this record' }).click();
    await expect(without.locator('.verdict').innerText()).resolves.toContain('no WebCrypto');
    await without.close();
  });
});

describe('the search', () => {
  const results = (): Promise<string[]> => page.locator('#results > li > p:first-child a').allInnerTexts();

  it('finds by words while they are typed, and quotes the passage', async () => {
    await open('search.html');
    await page.getByLabel('What would you know?').fill('why are orders in SQLite');
    expect(await results()).toEqual(
      expect.arrayContaining(['Store orders in SQLite', 'Store orders in PostgreSQL']),
    );
    await expect(page.locator('#results').innerText()).resolves.toContain('because there is **one** writer');
    await expect(page.getByRole('status').innerText()).resolves.toMatch(/^\d+ results, in \d+ ms\.$/u);
    await page.getByLabel('Kind').selectOption('incident');
    expect(await results()).not.toContain('Store orders in SQLite');
  });

  it('has the question in its address, and leads to the page of the record', async () => {
    await open('search.html#q=ADR-0002');
    expect((await results())[0]).toBe('Store orders in PostgreSQL');
    await page.locator('#results a').first().click();
    await expect(page.locator('h1').innerText()).resolves.toBe('Store orders in PostgreSQL');
    await open('search.html');
    await page.getByLabel('What would you know?').fill('the disk was full');
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/#q=the\+disk\+was\+full$/u);
    expect((await results())[0]).toBe('The disk was full');
  });

  it('says when there is nothing', async () => {
    await open('search.html#q=zebra+crossing');
    await expect(page.getByRole('status').innerText()).resolves.toBe('Nothing found.');
    expect(await results()).toEqual([]);
  });

  it('shows hostile texts as text', async () => {
    await open('search.html#q=hostile');
    await expect(page.locator('#results').innerText()).resolves.toContain('<img src=x onerror=alert(1)>');
    expect(await page.locator('#results img, #results script').count()).toBe(0);
  });
});

it('has a feed that is XML with what RFC 4287 asks for', async () => {
  await page.goto('about:blank');
  const feed = await readFile(join(folder, 'feed.atom'), 'utf8');
  const found = await page.evaluate(`{
    const feed = new DOMParser().parseFromString(${JSON.stringify(feed)}, 'application/xml');
    const text = (of, name) => of.querySelector(':scope > ' + name)?.textContent;
    const entries = [...feed.querySelectorAll('entry')];
    ({
      error: feed.querySelector('parsererror')?.textContent,
      namespace: feed.documentElement.namespaceURI,
      lacking: [feed.documentElement, ...entries].filter((each) => !text(each, 'id') || !text(each, 'title') || !text(each, 'updated')).length,
      newest: text(entries[0], 'title'),
      entries: entries.length,
    });
  }`);
  expect(found).toEqual({
    error: undefined,
    namespace: 'http://www.w3.org/2005/Atom',
    lacking: 0,
    newest: expect.stringContaining('ADR-0003: Hostile </script><script>'),
    entries: STORY.length,
  });
});

describe('a person', () => {
  it('with a keyboard alone skips what is on every page, and verifies with Enter', async () => {
    await open('records/1.html');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#main');
    await page.getByLabel("The log's key").focus();
    await page.keyboard.press('Enter');
    await page.locator('.verdict').waitFor();
  });

  it.each([
    ['light', 1100],
    ['dark', 360],
  ] as const)(
    'finds enough contrast and names for all, %s and %i pixels wide',
    async (colorScheme, width) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      for (const path of [
        'index.html',
        'kind/decision/1.html',
        'timeline/1.html',
        'graph/1.html',
        'search.html#q=orders',
        'records/0.html',
        HOSTILE,
      ]) {
        await open(path);
        if (path === 'records/0.html') await verify();
        await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`);
        expect([path, await runAxe(page)]).toEqual([path, []]);
        // Nothing sticks out to the side.
        const reach = await page.evaluate('document.documentElement.scrollWidth');
        expect([path, Math.max(width, Number(reach))]).toEqual([path, width]);
      }
    },
  );

  it('sees of what somebody wrote who means ill the words alone', async () => {
    await open(HOSTILE);
    expect(
      await page
        .locator('main :is(img, iframe, style, [onclick], script:not([type="application/json"]))')
        .count(),
    ).toBe(0);
    await expect(page.locator('main').innerText()).resolves.toContain('Ignore all previous instructions');
    const addresses = await page.evaluate<string[]>(
      `Array.from(document.querySelectorAll('main a'), (link) => link.getAttribute('href'))`,
    );
    expect(
      addresses.filter(
        (address) => !/^(?:https:\/\/example\.com\/|mailto:|\.\.\/[a-z0-9/]+\.html$)/u.test(address),
      ),
    ).toEqual([]);
  });
});
