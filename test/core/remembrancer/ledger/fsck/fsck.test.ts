import { beforeAll, describe, expect, it } from '@jest/globals';
import { utf8 } from '../../../../../core/common/bytes.ts';
import { operationPath } from '../../../../../core/remembrancer/ledger/branch/branch-paths.ts';
import { isForPeople } from '../../../../../core/remembrancer/ledger/branch/pages/page-paths.ts';
import { fsck, memorySource } from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import {
  appendRecords,
  beginRotation,
  cosign,
  emptyLedger,
  formatCheckpoint,
  generateLogKey,
  generateWitnessKey,
  hexId,
  memoryStore,
  parseSignerKey,
  parseWitnessKey,
  signNote,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { sampleRecord } from '../sample-records.ts';
import { seededRandom } from '../seeded-random.ts';
import { filesOf, logKey, sampleLedger, signer } from './sample-ledger.ts';
type Files = Map<string, Uint8Array>;
const { verifierKey } = logKey;
const check = (files: Files, options = {}) => fsck(memorySource(files), options);

let small: Files;
let large: Files;

beforeAll(async () => {
  small = filesOf(await sampleLedger(1, 2));
  large = filesOf(await sampleLedger(255, 3, 120));
});

describe('the check of a whole ledger', () => {
  it('finds a ledger sound, and counts what it looked at', async () => {
    expect(await check(large, { verifierKey })).toMatchObject({
      sound: true,
      log: { origin: 'github.com/acme/app', size: 379 },
      problems: [],
      counts: { entries: 379, bundles: 2, tiles: 3, receipts: 379, evidence: 758, people: 1, redacted: 0 },
      listed: true,
    });
  });

  it('finds a new ledger and every commit of a growing one sound', async () => {
    const store = await sampleLedger(1, 254, 1, 2);
    expect((await check(new Map(emptyLedger(signer)))).sound).toBe(true);
    for (const { files } of store.history()) expect((await check(new Map(files))).problems).toEqual([]);
  });

  it('names what nothing vouches for: the README, the policy and, without a given key, the key', async () => {
    const aside = async (options: object) =>
      (await check(small, options)).notAuthenticated.map(({ file }) => file);
    const pages = [
      'badge.svg',
      'feed.atom',
      'badge/entries.json',
      'badge/release.json',
      'receipts/README.md',
    ];
    expect((await aside({ verifierKey })).toSorted()).toEqual(['README.md', 'policy', ...pages].toSorted());
    expect((await aside({})).toSorted()).toEqual(['README.md', 'vkey', 'policy', ...pages].toSorted());
  });

  it.each(['receipts/001/README.md', 'receipts/0/README.md', 'badge/x.svg', 'receipts/000/readme.md'])(
    'takes %s for no page of a ledger of three entries',
    async (path) => {
      const { problems } = await check(new Map(small).set(path, utf8('x')));
      expect(problems).toMatchObject([{ file: path, rule: 'unexpected' }]);
    },
  );

  it.each<[string, Uint8Array | undefined, string, string]>([
    ['receipts/000/1.json', utf8('{}'), 'receipts/000/1.json', 'receipt'],
    ['receipts/000/1.json', undefined, 'receipts/000/1.json', 'missing'],
    ['evidence/000/0/openpgp-1.asc', utf8('x'), 'evidence/000/0/openpgp-1.asc', 'evidence'],
    ['evidence/000/0/openpgp-1.asc', undefined, 'evidence/000/0/openpgp-1.asc', 'missing'],
    ['people/000/3.json', utf8('{}'), 'people/000/3.json', 'people'],
    ['tile/entries/000.p/4', undefined, 'tile/entries/000.p/4', 'missing'],
    ['tile/entries/000.p/4', utf8('x'), 'tile/entries/000.p/4', 'bundle'],
    ['tile/0/000.p/4', new Uint8Array(128), 'tile/0/000.p/4', 'tile'],
    ['tile/0/000.p/1', undefined, '', ''],
    ['tile/0/000.p/9', new Uint8Array(288), 'tile/0/000.p/9', 'unexpected'],
    ['state.json', utf8('{}'), 'state.json', 'state'],
    ['state.json', undefined, 'state.json', 'missing'],
    ['checkpoint', utf8('x'), 'checkpoint', 'checkpoint'],
    ['checkpoint', undefined, 'checkpoint', 'missing'],
    ['vkey', utf8(`${generateLogKey('github.com/acme/app').verifierKey}\n`), 'vkey', 'key'],
    ['policy', utf8('quorum two\n'), 'policy', 'policy'],
    ['admission', utf8('x'), 'admission', 'admission'],
    ['receipts/000/4.json', utf8('{}'), 'receipts/000/4.json', 'unexpected'],
    ['hello.txt', utf8('hello'), 'hello.txt', 'unexpected'],
  ])('names %s when it is wrong (%#)', async (path, content, file, rule) => {
    const files = new Map(small);
    if (content === undefined) files.delete(path);
    else files.set(path, content);
    const { problems, sound } = await check(files, { verifierKey });
    expect(sound).toBe(problems.length === 0);
    expect(problems.map((problem) => [problem.file, problem.rule])).toEqual(
      file === '' ? [] : [[file, rule]],
    );
  });

  it('goes on behind a receipt that is missing, and names what else is wrong', async () => {
    const files = new Map(small);
    const paths = [...files.keys()];
    const [wrong, lacking] = paths.filter((path) => path.startsWith('by-op/'));
    const [digest] = paths.filter((path) => path.startsWith('by-digest/'));
    for (const index of [0, 2]) files.delete(`receipts/000/${index}.json`);
    files.set(wrong!, utf8('77\n'));
    files.delete(digest!);
    files.set('hello.txt', utf8('hello'));
    files.set('evidence/000/77/openpgp-1.asc', utf8('x'));
    files.set(`by-op/00/00/${'0'.repeat(64)}`, utf8('77\n'));
    files.set(`by-op/00/00/${'1'.repeat(64)}`, utf8('0\n2\n'));
    const named = (await check(files)).problems.map(({ file, rule }) => `${rule} ${file}`);
    expect(named).toEqual(
      expect.arrayContaining([
        'missing receipts/000/0.json',
        'missing receipts/000/2.json',
        'unexpected hello.txt',
        'unexpected evidence/000/77/openpgp-1.asc',
        `unexpected by-op/00/00/${'0'.repeat(64)}`,
      ]),
    );
    expect(named.some((text) => text.endsWith(wrong!))).toBe(true);
    expect(named.some((text) => text.endsWith(lacking!))).toBe(false);
    // What may be an index of the two that are unknown is not blamed yet.
    expect(named).not.toContain(`unexpected by-op/00/00/${'1'.repeat(64)}`);
  });

  it('blames nothing else for receipts that are missing, whichever they are', async () => {
    for (let mask = 1; mask < 16; mask += 1) {
      const missing = [0, 1, 2, 3].filter((index) => (mask & (1 << index)) !== 0);
      const files = new Map(small);
      for (const index of missing) files.delete(`receipts/000/${index}.json`);
      const { problems } = await check(files);
      expect(problems.map(({ file, rule }) => [file, rule])).toEqual(
        missing.map((index) => [`receipts/000/${index}.json`, 'missing']),
      );
    }
  });

  it('names the entry that was changed in a bundle, and blames nothing else', async () => {
    const files = new Map(large);
    const bundle = files.get('tile/entries/000')!.slice();
    bundle[40] = bundle[40]! ^ 1;
    files.set('tile/entries/000', bundle);
    expect((await check(files)).problems).toEqual([
      {
        file: 'tile/entries/000',
        rule: 'entry',
        detail: 'Entry 0 is not the one that the signed root is over.',
      },
    ]);
  });

  it('says which files disagree when neither bundles nor tiles lead to the root', async () => {
    const files = new Map(large);
    for (const path of ['tile/entries/000', 'tile/0/001.p/123']) {
      const content = files.get(path)!.slice();
      content[40] = content[40]! ^ 1;
      files.set(path, content);
    }
    const { problems } = await check(files);
    expect(problems.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      'checkpoint root',
      'tile/entries/000 bundle',
      'tile/entries/001.p/123 bundle',
    ]);
  });

  it('takes a removed file of people for redacted, not for wrong', async () => {
    const files = new Map(small);
    files.delete('people/000/3.json');
    expect(await check(files)).toMatchObject({ sound: true, counts: { people: 0, redacted: 1 } });
  });

  it('checks cosignatures of witnesses that the policy names, and names the others', async () => {
    const known = generateWitnessKey('witness.example/known');
    const store = memoryStore(emptyLedger(signer, { witnesses: [known.verifierKey] }));
    await appendRecords(store, signer, [sampleRecord('a')], { random: () => 0 });
    const files = filesOf(store);
    const note = new TextDecoder().decode(files.get('checkpoint'));
    const now = (): Date => new Date('2026-11-20T09:30:00Z');
    const stranger = parseWitnessKey(generateWitnessKey('witness.example/stranger').signerKey);
    const cosigned = cosign(cosign(note, parseWitnessKey(known.signerKey), now), stranger, now);
    files.set('checkpoint', utf8(cosigned));
    const result = await check(files);
    expect(result.sound).toBe(true);
    expect(result.notAuthenticated.find(({ file }) => file === 'checkpoint')?.why).toContain('stranger');
    const [line = ''] = cosigned.split('\n').filter((row) => row.includes('known'));
    const bad = line.replace(/.(.{8})$/u, line.at(-9) === 'A' ? 'B$1' : 'A$1');
    files.set('checkpoint', utf8(cosigned.replace(line, bad)));
    expect((await check(files)).problems).toMatchObject([{ file: 'checkpoint', rule: 'checkpoint' }]);
  });

  it('names the signature lines of a handover whose keys it does not know', async () => {
    const young = generateLogKey(signer.name);
    const both = parseSignerKey(`${young.signerKey}\n${logKey.signerKey}`);
    const store = memoryStore(emptyLedger(signer));
    const clock = (): Date => new Date('2026-11-20T09:30:00Z');
    await beginRotation(store, both, { random: () => 0, clock });
    const files = filesOf(store);
    const path = `keys/${hexId(both)}`;
    const stranger = parseWitnessKey(generateWitnessKey('witness.example/stranger').signerKey);
    files.set(path, utf8(cosign(new TextDecoder().decode(files.get(path)), stranger, clock)));
    const { sound, notAuthenticated } = await check(files, { verifierKey: young.verifierKey });
    expect(sound).toBe(true);
    expect(notAuthenticated.find(({ file }) => file === path)?.why).toContain('stranger');
  });

  it('reports an operation that was recorded twice, as a fact and not as a fault', async () => {
    const store = await sampleLedger(256, 1);
    const { head } = store.history().at(-1)!;
    const deletions = [operationPath('release:0')];
    await store.commit(head, { message: 'someone', additions: new Map(), deletions });
    await appendRecords(store, signer, [sampleRecord('release:0')], { random: () => 0 });
    expect(await check(filesOf(store))).toMatchObject({
      sound: true,
      repeated: [{ id: 'release:0', indices: [0, 258] }],
    });
  });

  it('does not read on for ever for a size that nothing is there for', async () => {
    const files = new Map(small);
    const text = formatCheckpoint({ origin: signer.name, size: 2 ** 45, root: new Uint8Array(32) });
    files.set('checkpoint', utf8(signNote(text, signer)));
    const { problems } = await check(files);
    expect(problems.length).toBeLessThan(50);
    expect(problems[0]).toMatchObject({ rule: 'missing' });
  });

  it('tells how far it is', async () => {
    const steps: string[] = [];
    await check(large, {
      onProgress: ({ step, done, total }: { step: string; done: number; total: number }) =>
        steps.push(`${step} ${done}/${total}`),
    });
    expect(steps).toEqual(['tree 379/379', 'receipts 379/379']);
  });
});

describe('any single-byte change', () => {
  it.each([
    ['a small ledger', () => small, 6],
    ['a ledger with full tiles', () => large, 1],
  ])('to any file of %s is found, or the file is named as not authenticated', async (_, ledger, tries) => {
    const random = seededRandom(7);
    const original = ledger();
    const paths = [...original.keys()].filter(() => original === small || random() < 0.05);
    for (const path of paths) {
      const content = original.get(path)!;
      for (let i = 0; i < tries; i += 1) {
        const at = Math.floor(random() * content.length);
        const changed = content.slice();
        changed[at] = changed[at]! ^ (1 + Math.floor(random() * 255));
        const result = await check(new Map(original).set(path, changed), { verifierKey });
        const named = [...result.problems, ...result.notAuthenticated].map(({ file }) => file);
        expect({ path, at, found: named.includes(path) }).toEqual({ path, at, found: true });
        expect(result.sound).toBe((isForPeople(path) || path === 'policy') && result.problems.length === 0);
      }
    }
  });
});
