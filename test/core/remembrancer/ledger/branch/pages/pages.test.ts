import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';

import { fromUtf8 } from '../../../../../../core/common/bytes.ts';
import { auditHistory, memoryHistory } from '../../../../../../core/remembrancer/ledger/audit/index.ts';
import { formatEntriesPage } from '../../../../../../core/remembrancer/ledger/branch/pages/entries-page.ts';
import { formatFoldersPage } from '../../../../../../core/remembrancer/ledger/branch/pages/folders-page.ts';
import { isForPeople } from '../../../../../../core/remembrancer/ledger/branch/pages/page-paths.ts';
import { fsck, memorySource } from '../../../../../../core/remembrancer/ledger/fsck/index.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  type MemoryStore,
  memoryStore,
  type NewRecord,
  parseSignerKey,
} from '../../../../../../core/remembrancer/ledger/index.ts';
import {
  type Kind,
  makeReceipt,
  type ReceiptContent,
  sealPeople,
} from '../../../../../../core/remembrancer/receipt/index.ts';
import { sampleRecords } from '../../sample-records.ts';

const README = '../../../../../../README.md';
const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const options = { random: () => 0 };

const filesOf = (store: MemoryStore): Map<string, Uint8Array> => new Map(store.history().at(-1)!.files);
const pagesOf = (store: MemoryStore): Map<string, string> =>
  new Map(
    [...filesOf(store)].flatMap(([path, content]) => (isForPeople(path) ? [[path, fromUtf8(content)]] : [])),
  );
const append = (store: MemoryStore, ...records: NewRecord[]) =>
  appendRecords(store, signer, records, options);

/** What a receipt says that has an operation and nothing else. */
const contentOf = (kind: Kind, id: string, day = '20'): ReceiptContent => ({
  id,
  kind,
  component: 'app',
  version: '1',
  time: new Date(`2026-11-${day}T09:30:00Z`),
  subjects: [],
  evidence: [],
  missing: [],
});
const operation = (...what: Parameters<typeof contentOf>): NewRecord => ({
  receipt: makeReceipt(contentOf(...what)),
  evidence: [],
});

/** What ledgers did not always have. */
const isNewPage = (path: string): boolean => isForPeople(path) && !['README.md', 'badge.svg'].includes(path);

/** The indices that the table of a page lists. */
const listed = (page = ''): number[] =>
  [...page.matchAll(/^\| \[(\d+)\]\(/gmu)].map(([, index]) => Number(index));

describe('the pages of a ledger branch', () => {
  it('have every entry, on the first page or on that of its folder, however the log grows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 256 }), { minLength: 1, maxLength: 4 }),
        async (groups) => {
          const store = memoryStore(emptyLedger(signer));
          for (const [i, count] of groups.entries()) await append(store, ...sampleRecords(count, `step${i}`));
          const size = groups.reduce((sum, count) => sum + count, 0);
          const pages = pagesOf(store);
          const shown = new Set([...pages.values()].flatMap((page) => listed(page)));
          expect(shown.size).toBe(size);
          expect(
            (await fsck(memorySource(filesOf(store)), { verifierKey: signer.verifierKey })).problems,
          ).toEqual([]);
        },
      ),
      { numRuns: 5, seed: 6 },
    );
  });

  it('lead to files and folders that are there', async () => {
    const store = memoryStore(emptyLedger(signer));
    await append(store, ...sampleRecords(250, 'a'));
    await append(store, ...sampleRecords(30, 'b'));
    const files = [...filesOf(store).keys()];
    const pages = pagesOf(store);
    expect([...pages.keys()].filter((path) => path.startsWith('receipts/')).toSorted()).toEqual([
      'receipts/000/README.md',
      'receipts/001/README.md',
      'receipts/README.md',
    ]);
    let links = 0;
    for (const [path, page] of pages) {
      const targets = path.endsWith('.atom')
        ? page.matchAll(/href="([^"]+)"/gu)
        : page.matchAll(/\]\(([^)\s]+)\)/gu);
      for (const [, target = ''] of targets) {
        if (target.startsWith('https:')) continue;
        const { pathname } = new URL(target, `https://h/${path}`);
        links += 1;
        const isThere = files.some(
          (file) => `/${file}` === pathname || `/${file}`.startsWith(`${pathname}/`),
        );
        expect({ path, target, isThere }).toEqual({ path, target, isThere: true });
      }
    }
    expect(links).toBeGreaterThan(300);
  });

  it('are the same whoever completes an append of which only the first commit was made', async () => {
    const [whole, broken] = [memoryStore(emptyLedger(signer)), memoryStore(emptyLedger(signer))];
    const records = [...sampleRecords(20), operation('decision', 'decision:docs/adr/1.md@0123456789')];
    await append(whole, ...records);
    let commits = 0;
    const dying = {
      ...broken,
      commit: (...args: Parameters<MemoryStore['commit']>) => {
        commits += 1;
        if (commits > 1) throw new Error('killed');
        return broken.commit(...args);
      },
    };
    await expect(appendRecords(dying, signer, records, options)).rejects.toThrow('killed');
    expect(pagesOf(broken).size).toBe(2);
    await append(broken, records[0]!);
    expect(pagesOf(broken)).toEqual(pagesOf(whole));
  });

  it('come to a ledger that had none with its next entries', async () => {
    const store = memoryStore(emptyLedger(signer));
    await append(store, ...sampleRecords(256));
    await append(store, ...sampleRecords(44, 'more'));
    const { head, files } = store.history().at(-1)!;
    await store.commit(head, {
      message: 'as before',
      additions: new Map(),
      deletions: [...files.keys()].filter(isNewPage),
    });
    await append(store, ...sampleRecords(10, 'next'));
    expect(listed(pagesOf(store).get('receipts/001/README.md'))).toHaveLength(48);
    const { incidents, fsck: whole } = await auditHistory(memoryHistory(store.history()));
    expect([incidents, whole.problems]).toEqual([[], []]);
  });

  it('are less than a sixth of what appends write, with a folder half full', async () => {
    const store = memoryStore(emptyLedger(signer));
    await append(store, ...sampleRecords(112, 'first'));
    const bytes = { pages: 0, others: 0 };
    const watched = {
      ...store,
      commit: (...[head, change]: Parameters<MemoryStore['commit']>) => {
        for (const [path, content] of change.additions) {
          bytes[isNewPage(path) ? 'pages' : 'others'] += content.length;
        }
        return store.commit(head, change);
      },
    };
    for (const record of sampleRecords(32)) await appendRecords(watched, signer, [record], options);
    expect(bytes.pages).toBeGreaterThan(0);
    expect(bytes.pages / bytes.others).toBeLessThan(1 / 6);
  });

  it('are at the addresses that README.md tells', async () => {
    const store = memoryStore(emptyLedger(signer));
    await append(
      store,
      ...(['release', 'deployment', 'decision'] as const).map((kind) => operation(kind, kind)),
    );
    const readme = readFileSync(join(import.meta.dirname, README), 'utf8').replace(
      /%3A|%2F/gu,
      decodeURIComponent,
    );
    const told = [...readme.matchAll(/OWNER\/REPO\/ledger\/([\w/.-]+)|`(badge\/\w+\.json)`/gu)];
    const paths = new Set(told.map(([, address, name]) => address ?? name!));
    expect(paths).toEqual(
      new Set([...pagesOf(store).keys()].filter((path) => /^(badge\/|feed)/u.test(path))),
    );
  });

  it('name no people', async () => {
    const store = memoryStore(emptyLedger(signer));
    const people = sealPeople(
      [{ role: 'author', login: 'grace-hopper', name: 'Grace' }],
      new Uint8Array(16).fill(7),
    );
    const named = makeReceipt({ ...contentOf('release', 'release:v1'), people });
    await append(store, { receipt: named, evidence: [], people }, ...sampleRecords(40));
    for (const page of pagesOf(store).values()) expect(page).not.toMatch(/grace/iu);
  });

  it('keep an operation as text, whatever it is called', async () => {
    const hostile = [
      'release:|<img/src=x>`[a](javascript:alert(1))*',
      '```</title><script>alert(1)</script>]]>',
      'https://evil.example/x',
      '"><!--%%{init:{}}%%',
    ];
    const store = memoryStore(emptyLedger(signer));
    await append(store, ...hostile.map((id) => operation('release', id)), ...sampleRecords(20));
    const pages = pagesOf(store);
    const browser = new MarkdownIt({ html: true, linkify: true });
    const html = browser.render(pages.get('receipts/000/README.md') ?? '');
    for (const id of hostile) expect(html).toContain(`<td>${browser.utils.escapeHtml(id)}</td>`);
    expect(new Set(html.match(/<[a-z]+\d?/gu))).toEqual(
      new Set(['<h1', '<p', '<a', '<table', '<thead', '<tbody', '<tr', '<th', '<td']),
    );
    const targets = [...html.matchAll(/href="([^"]*)"/gu)].map(([, target]) => target);
    expect(targets.filter((target) => !/^\d+\.json$/u.test(target!))).toEqual(['../../README.md']);
    await append(store, ...hostile.map((id) => operation('decision', `again:${id}`)));
    const feed = pagesOf(store).get('feed.atom') ?? '';
    expect(feed).not.toMatch(/<(script|img)|\]\]>|<!--/u);
    expect(feed).toContain('<title>again:&#34;&#62;&#60;!--%%{init:{}}%%</title>');
    const [, diagram = ''] = /^```mermaid\n(.*?)\n```$/msu.exec(pagesOf(store).get('README.md') ?? '') ?? [];
    expect(diagram.split('\n')).toHaveLength(2);
    expect(diagram).not.toMatch(/[<>`"|{}%[\]]/u);
  });
});

describe('the first page', () => {
  it('has a timeline of the newest entries by their days, of fewer than 60 nodes', async () => {
    const store = memoryStore(emptyLedger(signer));
    await append(
      store,
      operation('release', 'release:v2', '21'),
      operation('decision', `decision:docs/adr/use-git.md@${'0123456789'.repeat(4)}`, '20'),
      operation('deployment', 'deployment:production:v2', '21'),
      operation('decision', `decision:0002-use-svn.md@${'a'.repeat(64)}:rejected`, '22'),
    );
    expect(pagesOf(store).get('README.md')).toContain(
      [
        '```mermaid',
        'timeline',
        '  2026-11-20 : decision use-git',
        '  2026-11-21 : release v2 : deployment production v2',
        '  2026-11-22 : decision 0002-use-svn rejected',
        '```',
      ].join('\n'),
    );
    const days = Array.from({ length: 25 }, (_, i) =>
      operation('incident', `i${i}`, String(i + 1).padStart(2, '0')),
    );
    await append(store, ...days);
    const [, diagram = ''] =
      /```mermaid\ntimeline\n(.*?)\n```/su.exec(pagesOf(store).get('README.md') ?? '') ?? [];
    expect(diagram.split(/\n| : /u)).toHaveLength(40);
  });
});

describe('the feed', () => {
  it('has the newest twenty entries, newest first, and the time of the newest', async () => {
    const store = memoryStore(emptyLedger(signer));
    await append(store, ...sampleRecords(30));
    await append(store, operation('decision', 'decision:late', '19'));
    const feed = pagesOf(store).get('feed.atom') ?? '';
    const titles = [...feed.matchAll(/<entry>.*?<title>([^<]*)<\/title>/gu)].map(([, title]) => title);
    expect(titles).toEqual(['decision:late', ...Array.from({ length: 19 }, (_, i) => `release:${29 - i}`)]);
    expect(feed).toContain(
      '<updated>2026-11-20T09:30:00Z</updated>\n<author><name>github.com/acme/app</name>',
    );
    const ids = [...feed.matchAll(/<id>([^<]*)<\/id>/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(21);
    for (const id of ids) expect(id).toMatch(/^ni:\/\/\/sha-256;[\w-]{43}$/u);
  });
});

describe('the badges', () => {
  it('say how many entries there are, and which release, deployment and decision is the newest', async () => {
    const store = memoryStore(emptyLedger(signer));
    const messages = (): Record<string, string> =>
      Object.fromEntries(
        [...pagesOf(store)].flatMap(([path, page]) =>
          path.startsWith('badge/') ? [[path, (JSON.parse(page) as { message: string }).message]] : [],
        ),
      );
    await append(store, operation('release', 'release:v1'));
    expect(messages()).toEqual({ 'badge/entries.json': '1 entry', 'badge/release.json': 'v1' });
    await append(store, operation('release', 'release:v3'), operation('release', 'release:v2'));
    await append(
      store,
      operation('deployment', 'deployment:production:v2'),
      operation('incident', 'incident:1'),
    );
    expect(messages()).toEqual({
      'badge/entries.json': '5 entries',
      'badge/release.json': 'v2',
      'badge/deployment.json': 'production v2',
    });
  });
});

describe('the pages of a log of more than 256,000 entries', () => {
  it('find their way between folders of different depth', () => {
    const page = formatEntriesPage('o', 1000, []);
    expect(page).toContain('(../../../README.md)');
    expect(page).toContain('[255744 to 255999](../../999)');
    expect(formatEntriesPage('o', 1001, [])).toContain('[256000 to 256255](../../x001/000)');
  });

  it('list the newest 500 folders', () => {
    const page = formatFoldersPage('o', 256_001);
    expect(page).toContain('| from 256000 | [x001/000](x001/000) |');
    expect(page.match(/^\| (from )?\d+/gmu)).toHaveLength(500);
    expect(page).toContain('| 128256 to 128511 | [501](501) |');
    expect(page).toContain('its index divided by 256');
  });

  it.each([
    ['receipts/x001/000/README.md', 256_001, true],
    ['receipts/x001/000/README.md', 256_000, false],
    ['receipts/x000/001/README.md', 1_000_000, false],
    ['receipts/1000/README.md', 1_000_000, false],
  ])('at %s belong to a log of %i entries: %s', (path, size, expected) => {
    expect(isForPeople(path, size)).toBe(expected);
  });
});
