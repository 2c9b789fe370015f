import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fromUtf8, utf8 } from '../../../../../core/common/bytes.ts';
import { fsck, memorySource } from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import {
  appendLateEvidence,
  appendRecords,
  beginRotation,
  cosign,
  emptyLedger,
  generateLogKey,
  generateWitnessKey,
  type LedgerStore,
  memoryStore,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
  publishedCheckpoint,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { project } from '../../../../project.ts';
import { memoryAuthority, tokenOver } from '../../memory-authority.ts';
import { sampleRecord } from '../sample-records.ts';
import { seededRandom } from '../seeded-random.ts';
import { recordWithPeople } from './sample-ledger.ts';
const old = generateLogKey('github.com/acme/app');
const young = generateLogKey('github.com/acme/app');
const clock = (): Date => new Date('2026-11-20T09:30:00Z');
const options = { random: () => 0, clock };
const PLACES = 12;

let files: ReadonlyMap<string, Uint8Array>;
/** Over the present checkpoint, which has 4 entries. */
let token: Uint8Array;

/** A ledger with a file of every kind: a new key, people, late evidence, cosignatures, an admission that waits. */
beforeAll(async () => {
  const known = parseWitnessKey(generateWitnessKey('witness.example/known').signerKey);
  const stranger = parseWitnessKey(generateWitnessKey('witness.example/stranger').signerKey);
  const witnesses = [known.verifierKey];
  const first = parseSignerKey(old.signerKey);
  const both = parseSignerKey(`${young.signerKey}\n${old.signerKey}`);
  const store = memoryStore(emptyLedger(first, { witnesses }));
  await appendRecords(store, first, [sampleRecord('release:0'), recordWithPeople('people:1')], options);
  await beginRotation(store, both, options);
  const late = { layer: 'sigstore', n: 1, subject: 'app.tar.gz', content: utf8('late') } as const;
  await appendLateEvidence(store, both, 0, [late], options);
  const killed: LedgerStore = {
    ...store,
    commit: async (...args) => {
      await store.commit(...args);
      throw new Error('killed');
    },
  };
  await appendRecords(killed, both, [sampleRecord('release:2')], options).catch(() => undefined);
  const { files: now } = store.history().at(-1)!;
  const note = fromUtf8(now.get('checkpoint')!);
  const published = publishedCheckpoint(note, [parseVerifierKey(young.verifierKey)]);
  token = await tokenOver(await memoryAuthority(), utf8(published));
  const aside = { [`witness/${'0'.repeat(64)}/checkpoint`]: note, 'receipts/000/README.md': '# Entries' };
  files = new Map([
    ...now,
    ['timestamps/4.tsr', token],
    ['checkpoint', utf8(cosign(cosign(note, known, clock), stranger, clock))],
    ...Object.entries(aside).map(([path, text]) => [path, utf8(text)] as const),
  ]);
});

/** The files that SPEC.md names as not authenticated, from its sentence on them. */
const namedBySpec = (): string[] => {
  const spec = readFileSync(join(project, 'ledger-schema/SPEC.md'), 'utf8');
  const [, sentence = ''] = /\*\*not authenticated\*\*:([^;]*);/u.exec(spec) ?? [];
  return [...sentence.matchAll(/`([^`]+)`/gu)].map(([, name]) => name!);
};

/** What stands for `file` in such a list: pages stand among the receipts, and of other folders all or nothing is named. */
function nameInSpec(file: string): string {
  if (!file.includes('/')) return file;
  if (file.startsWith('receipts/')) return file.replace(/\d{3}/u, '<N>');
  return `${file.split('/')[0]}/`;
}

/** Where the signature line of the log's newest key ends, which comes first; lines of keys that are not known follow. */
const endOfOwnLine = (note: Uint8Array): number => note.indexOf(0x0a, note.indexOf(0xe2)) + 1;

const check = (changed: ReadonlyMap<string, Uint8Array>) =>
  fsck(memorySource(new Map(changed)), { verifierKey: young.verifierKey });

describe('a branch with a file of every kind', () => {
  it('is sound, and what nothing vouches for is what the specification says', async () => {
    expect([...new Set([...files.keys()].map((path) => path.split('/')[0]))].toSorted()).toEqual([
      ...['README.md', 'admission', 'badge', 'badge.svg', 'by-digest', 'by-op', 'checkpoint', 'evidence'],
      ...[
        'feed.atom',
        'keys',
        'people',
        'policy',
        'receipts',
        'state.json',
        'tile',
        'timestamps',
        'vkey',
        'witness',
      ],
    ]);
    const { problems, notAuthenticated } = await check(files);
    expect(problems).toEqual([]);
    const named = notAuthenticated.map(({ file }) => nameInSpec(file));
    // Of the two notes it is the lines of the old key and of the witness that the policy does not name.
    expect([...new Set(named)].toSorted()).toEqual([...namedBySpec(), 'admission', 'checkpoint'].toSorted());
  });

  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['a name that is no size', 'timestamps/04.tsr', () => token, 'No checkpoint of this log has that size.'],
    ['a size that the log never had', 'timestamps/5.tsr', () => token, 'No checkpoint of this log'],
    ['what is no token', 'timestamps/3.tsr', () => utf8('a token'), 'It is no time-stamp: it is not an RFC'],
    [
      'a token over something else under the present size',
      'timestamps/4.tsr',
      async () => tokenOver(await memoryAuthority(), utf8('another checkpoint')),
      'It is not over the present checkpoint.',
    ],
  ])('does not take %s for a token over a checkpoint', async (_, path, content, detail) => {
    const { problems } = await check(new Map(files).set(path, await content()));
    expect(problems).toEqual([{ file: path, rule: 'timestamp', detail: expect.stringContaining(detail) }]);
  });

  it('does not hide a changed byte, in whichever file it is', async () => {
    const random = seededRandom(5);
    const aside = namedBySpec();
    const hidden: string[] = [];
    // Reading a token takes twice as long as all else, and tells of no file but its own.
    const undated = new Map([...files].filter(([path]) => !path.startsWith('timestamps/')));
    expect((await check(undated)).problems).toEqual([]);
    for (const [path, content] of files) {
      if (aside.includes(nameInSpec(path))) continue;
      const others = path.startsWith('timestamps/') ? files : undated;
      const end = ['checkpoint', 'admission'].includes(path) ? endOfOwnLine(content) : content.length;
      const longer = Buffer.concat([content, utf8('x\n')]);
      const { problems: ofLonger } = await check(new Map(others).set(path, longer));
      if (!ofLonger.some(({ file }) => file === path)) hidden.push(`a line at the end of ${path}`);
      for (let i = 0; i < PLACES; i += 1) {
        const at = Math.floor(random() * end);
        const flipped = content.slice();
        flipped[at] = flipped[at]! ^ (1 << Math.floor(random() * 8));
        const [before, after] = [content.subarray(0, at), content.subarray(at)];
        const removed = Buffer.concat([before, after.subarray(1)]);
        const inserted = Buffer.concat([before, Uint8Array.of(0x20), after]);
        for (const [what, changed] of Object.entries({ flipped, removed, inserted })) {
          const { problems } = await check(new Map(others).set(path, changed));
          if (!problems.some(({ file }) => file === path)) hidden.push(`${what} byte ${at} of ${path}`);
        }
      }
    }
    expect(hidden).toEqual([]);
  });
});
