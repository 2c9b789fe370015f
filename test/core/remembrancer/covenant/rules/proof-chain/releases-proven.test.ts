import { beforeAll, describe, expect, it } from '@jest/globals';

import { sha256Hex, utf8 } from '../../../../../../core/common/bytes.ts';
import type { Inputs } from '../../../../../../core/remembrancer/covenant/index.ts';
import { ledgerNotHad } from '../../../../../../core/remembrancer/covenant/ledger/with-ledger.ts';
import { releasesProven } from '../../../../../../core/remembrancer/covenant/rules/proof-chain/releases-proven.ts';
import { memorySource } from '../../../../../../core/remembrancer/ledger/fsck/index.ts';
import type { EvidenceFile, Receipt } from '../../../../../../core/remembrancer/receipt/index.ts';
import { contextWith } from '../../context-with.ts';
import { bundleOver } from '../../ledger/bundle-over.ts';
import { brokenBy, foundBy, openBy, unreachable, withoutLedger } from '../../ledger/found-by.ts';
import {
  type Given,
  type Makers,
  makers,
  RECORDED_AT,
  recordRelease,
  signatureOver,
  stampOver,
  subjectOf,
  testLedger,
  type TestLedger,
} from '../../ledger/signed-ledger.ts';
import { stampBySha512 } from '../../ledger/stamp-by-sha512.ts';

const AFTER = '2026-11-20T10:00:00Z';
const BEFORE = '2026-11-20T09:00:00Z';

let by: Makers;
beforeAll(async () => {
  by = await makers();
});

const released = (ledger: TestLedger, ...names: readonly string[]): Partial<Inputs> => ({
  ledger: ledger.source(),
  releases: names.map((name) => ({ name, at: AFTER })),
});

const withoutSubject = ({ layer, n, content }: EvidenceFile): EvidenceFile => ({ layer, n, content });

/** A ledger with the release v1.0.0 of `app.tar.gz`, which has the content `app`. */
async function withEvidence(evidence: readonly EvidenceFile[], receipt: Given = {}): Promise<TestLedger> {
  const ledger = testLedger();
  await ledger.record({ subjects: [subjectOf('app')], ...receipt }, evidence);
  return ledger;
}

const brokenWith = async (evidence: readonly EvidenceFile[], receipt?: Given): Promise<string> =>
  (await brokenBy(releasesProven, released(await withEvidence(evidence, receipt), 'v1.0.0'))).join('\n');

describe('a release since adoption', () => {
  it('is proven by a signature and a time-stamp that hold', async () => {
    const evidence = [...(await signatureOver('app', by)), await stampOver('app', by)];
    expect(await foundBy(releasesProven, released(await withEvidence(evidence), 'v1.0.0'))).toEqual([]);
  });

  it('is not without an entry, and each is told of by its name', async () => {
    const ledger = testLedger();
    await recordRelease(ledger, 'v1.0.0', by);
    const broken = await brokenBy(releasesProven, released(ledger, 'v1.0.0', 'v1.1.0', 'v1.2.0'));
    expect(broken).toEqual([
      'The release v1.1.0 has no entry on the ledger.',
      'The release v1.2.0 has no entry on the ledger.',
    ]);
  });

  it('is not without a signature or a time-stamp', async () => {
    expect(await brokenWith([])).toBe(
      'The release v1.0.0 (entry 0) has no signature over app.tar.gz and has no time-stamp over app.tar.gz.',
    );
    expect(await brokenWith(await signatureOver('app', by))).toContain('has no time-stamp over app.tar.gz.');
    expect(await brokenWith([await stampOver('app', by)])).toContain('has no signature over app.tar.gz.');
  });

  it('is not when one of its artifacts has none', async () => {
    const subjects = ['a', 'b', 'c', 'd', 'e'].map((name) => subjectOf('app', name));
    const evidence = [...(await signatureOver('app', by, 'a')), await stampOver('app', by, 'a')];
    const broken = await brokenWith(evidence, { subjects });
    expect(broken).toContain('no signature over b, c, d and 1 more');
    const three = await brokenWith([], { subjects: subjects.slice(2) });
    expect(three).toContain('no signature over c, d, e and has no ');
  });

  it('is proven by a signature that does not say over what it is when it has one artifact', async () => {
    const [signature, key] = (await signatureOver('app', by)).map(withoutSubject);
    const stamp = withoutSubject(await stampOver('app', by));
    expect(await brokenWith([signature!, key!, stamp])).toBe('');
    const two = [subjectOf('app', 'a'), subjectOf('app', 'b')];
    expect(await brokenWith([signature!, key!, stamp], { subjects: two })).toBe(
      'The release v1.0.0 (entry 0) has no signature over a, b.',
    );
    const other = [subjectOf('app', 'a'), subjectOf('other', 'b')];
    expect(await brokenWith([stamp], { subjects: other })).toContain(
      'The time-stamp is for another artifact.',
    );
  });

  it('is proven by a time-stamp and a Sigstore bundle that names all its artifacts', async () => {
    const [a, b] = [subjectOf('app', 'a'), subjectOf('app', 'b')];
    const stamp = withoutSubject(await stampOver('app', by));
    const whole = await withEvidence([stamp, await bundleOver([a, b])], { subjects: [a, b] });
    expect(await foundBy(releasesProven, released(whole, 'v1.0.0'))).toEqual([]);
    expect(await brokenWith([stamp, await bundleOver([a])], { subjects: [a, b] })).toContain(
      'sigstore-1.json: The signed statement does not name b with the digest ',
    );
  });

  it('is told with all that it lacks when its signature does not hold', async () => {
    const [signature, key] = await signatureOver('app', by);
    const evidence = [{ ...signature!, content: utf8('x') }, key!, await stampOver('app', by)];
    const [found] = await foundBy(releasesProven, released(await withEvidence(evidence), 'v1.0.0'));
    expect(found?.message).toBe(
      'The release v1.0.0 (entry 0) has no signature over app.tar.gz. openpgp-1.asc: It is not an armored OpenPGP signature.',
    );
    // What does not hold stays on the ledger, whatever is added.
    expect(found?.remedy).toBe('Make a new release: what the ledger has of this one stays as it is.');
  });

  it('asks for a new release when it lacks nothing, and something of it does not hold', async () => {
    const good = [...(await signatureOver('app', by)), await stampOver('app', by)];
    const ledger = await withEvidence([...good, { layer: 'sigstore', n: 1, content: utf8('{}') }]);
    const [found] = await foundBy(releasesProven, released(ledger, 'v1.0.0'));
    expect(found?.message).toMatch(
      /^The release v1\.0\.0 \(entry 0\) has evidence that does not hold\. sigstore-1\.json: The /,
    );
    expect(found?.remedy).toBe('Make a new release: what the ledger has of this one stays as it is.');
  });

  it('is not when it names no artifact', async () => {
    expect(await brokenWith([], { subjects: [] })).toBe('The release v1.0.0 (entry 0) names no artifact.');
  });

  it.each<[string, (good: EvidenceFile[]) => Promise<EvidenceFile[]> | EvidenceFile[], string]>([
    [
      'a time-stamp over something else',
      async ([signature, key]) => [signature!, key!, await stampOver('other', by)],
      'rfc3161-1.tsr: The time-stamp is for another artifact.',
    ],
    [
      'a time-stamp that is none',
      ([signature, key]) => [
        signature!,
        key!,
        { layer: 'rfc3161', n: 1, subject: 'app.tar.gz', content: utf8('x') },
      ],
      'rfc3161-1.tsr: The time-stamp is not an RFC 3161 response',
    ],
    [
      'a time-stamp whose signature was changed',
      ([signature, key, stamp]) => [
        signature!,
        key!,
        {
          ...stamp!,
          content: stamp!.content.map((byte, n, { length }) => (n === length - 1 ? byte ^ 1 : byte)),
        },
      ],
      'rfc3161-1.tsr: The signature of Memory TSA on the time-stamp does not hold.',
    ],
    [
      'a signature that is none',
      ([signature, key, stamp]) => [{ ...signature!, content: utf8('x') }, key!, stamp!],
      'openpgp-1.asc: It is not an armored OpenPGP signature.',
    ],
    [
      'a signature that is no text',
      ([signature, key, stamp]) => [{ ...signature!, content: Uint8Array.of(0xff) }, key!, stamp!],
      'openpgp-1.asc: It is not an armored OpenPGP signature.',
    ],
    [
      'a bundle that is none',
      (good) => [...good, { layer: 'sigstore', n: 1, content: utf8('{}') }],
      'sigstore-1.json: The Sigstore bundle does not hold',
    ],
  ])('is not with %s', async (_, change, what) => {
    const good = [...(await signatureOver('app', by)), await stampOver('app', by)];
    expect(await brokenWith(await change(good))).toContain(what);
  });

  it('cannot be told by a signature whose key did not come with it', async () => {
    const [signature] = await signatureOver('app', by);
    const [, strange] = await signatureOver('app', await makers());
    const ledger = await withEvidence([signature!, strange!, await stampOver('app', by)]);
    const inputs = released(ledger, 'v1.0.0');
    expect((await openBy(releasesProven, inputs)).join()).toContain(
      'openpgp-1.asc: It is by the OpenPGP key',
    );
    expect(await brokenBy(releasesProven, inputs)).toEqual([]);
  });

  it('cannot be told by a time-stamp over a digest that its record does not have', async () => {
    const ledger = await withEvidence([...(await signatureOver('app', by)), await stampBySha512('app', by)]);
    const inputs = released(ledger, 'v1.0.0');
    expect((await openBy(releasesProven, inputs)).join()).toContain(
      'rfc3161-1.tsr: The time-stamp is over a digest that is not at hand',
    );
    expect(await brokenBy(releasesProven, inputs)).toEqual([]);
  });

  it('is not with evidence from after the check', async () => {
    const evidence = [...(await signatureOver('app', by)), await stampOver('app', by)];
    const inputs = released(await withEvidence(evidence), 'v1.0.0');
    const clock = (): Date => new Date('2026-11-20T09:00:00Z');
    const [message] = await brokenBy(releasesProven, { ...inputs, clock });
    expect(message).toContain('rfc3161-1.tsr: The time-stamp is from after');
    expect(message).toContain('openpgp-1.asc: It states that it was made at');
  });

  it('is proven by evidence that came late, and told to be backfilled before', async () => {
    const missing = [{ layer: 'rfc3161', reason: 'unreachable', detail: 'No answer.' }] as const;
    const ledger = await withEvidence(await signatureOver('app', by), { missing });
    const [found] = await foundBy(releasesProven, released(ledger, 'v1.0.0'));
    expect(found?.remedy).toContain('vaultmesh backfill');
    await ledger.complete(0, [await stampOver('app', by)]);
    expect(await foundBy(releasesProven, released(ledger, 'v1.0.0'))).toEqual([]);
  });

  it.each<[string, Receipt['subjects'][number]]>([
    ['name', subjectOf('app', 'other.tar.gz')],
    ['content', subjectOf('other')],
  ])('is not proven by late evidence for an artifact of another %s', async (_, subject) => {
    const ledger = await withEvidence([await stampOver('app', by)]);
    const target = sha256Hex(ledger.files().get('receipts/000/0.json')!);
    const late: Given = { id: 'evidence:1', kind: 'evidence', links: [{ rel: 'completes', target }] };
    await ledger.record(
      { ...late, subjects: [subject] },
      (await signatureOver('app', by)).map(withoutSubject),
    );
    expect(await brokenBy(releasesProven, released(ledger, 'v1.0.0'))).toEqual([
      'The release v1.0.0 (entry 0) has no signature over app.tar.gz.',
    ]);
  });

  it.each<[string, Receipt['missing'][number]['layer'], string]>([
    ['key', 'openpgp', 'FILE.asc PUBLIC-KEY.asc'],
    ['authority', 'rfc3161', 'FILE.tsr'],
  ])('that was recorded without %s by choice is told to add what it lacks', async (_, layer, files) => {
    const missing = [{ layer, reason: 'not-configured', detail: 'None.' }] as const;
    const evidence = layer === 'openpgp' ? [await stampOver('app', by)] : await signatureOver('app', by);
    const ledger = await withEvidence(evidence, { missing });
    const [found] = await foundBy(releasesProven, released(ledger, 'v1.0.0'));
    expect(found?.remedy).toContain(
      `\`vaultmesh ledger add-evidence OWNER/REPO ENTRY ${files} --log-key KEY-FILE\``,
    );
    expect(found?.remedy).not.toContain('backfill');
    await ledger.complete(0, [...(await signatureOver('app', by)), await stampOver('app', by)]);
    expect(await foundBy(releasesProven, released(ledger, 'v1.0.0'))).toEqual([]);
  });

  it('is found by the ref of its record, its operation, and without the v that the command adds', async () => {
    const evidence = [...(await signatureOver('app', by)), await stampOver('app', by)];
    const byRef = await withEvidence(evidence, {
      id: 'release:component:1',
      source: { ref: 'refs/tags/component/v1' },
    });
    expect(
      await brokenBy(releasesProven, { ...released(byRef, 'component/v1'), ...globs('component/*') }),
    ).toEqual([]);
    const byOperation = await withEvidence(evidence);
    expect(await brokenBy(releasesProven, { ...released(byOperation, '1.0.0'), ...globs('*') })).toEqual([]);
    expect(await brokenBy(releasesProven, { ...released(byOperation, '1.0.1'), ...globs('*') })).toHaveLength(
      1,
    );
    expect(await isRecorded('app-1', { id: 'release:app-1' })).toBe(true);
    // Of a record for one tag, the operation of another says nothing.
    const moved = await withEvidence(evidence, { source: { ref: 'refs/tags/v2.0.0' } });
    expect(await brokenBy(releasesProven, released(moved, 'v1.0.0'))).toHaveLength(1);
  });

  it.each<[string, string, Given]>([
    ['a deployment of its tag', 'v1', { kind: 'deployment', source: { ref: 'refs/tags/v1' } }],
    ['a branch that ends like its tag', 'v1', { id: 'release:1', source: { ref: 'heads/refs/tags/v1' } }],
    ['an operation that is no release', 'v1', { id: 'pre-release:v1' }],
    ['one whose name has a v within', 'ev2', { id: 'release:rev2' }],
  ])('is not found by %s', async (_, name, receipt) => {
    expect(await isRecorded(name, receipt)).toBe(false);
  });
});

/** Whether the release `name` has an entry on a ledger that has that of `receipt` alone. */
async function isRecorded(name: string, receipt: Given): Promise<boolean> {
  const ledger = await withEvidence([], receipt);
  const broken = await brokenBy(releasesProven, { ...released(ledger, name), ...globs('*') });
  return !broken.join().includes('has no entry');
}

const globs = (releases: string): Partial<Inputs> => ({ config: { ...contextWith({}).config, releases } });

describe('which releases must be proven', () => {
  it('are those from the first entry on that the glob means', async () => {
    const ledger = testLedger();
    await recordRelease(ledger, 'v1.0.0', by);
    const releases = [
      { name: 'v0.9.0', at: BEFORE },
      { name: 'nightly', at: AFTER },
      { name: 'v1.0.0', at: BEFORE },
    ];
    expect(await foundBy(releasesProven, { ledger: ledger.source(), releases })).toEqual([]);
    const late = [...releases, { name: 'v1.1.0', at: 'no time' }];
    expect(await brokenBy(releasesProven, { ledger: ledger.source(), releases: late })).toHaveLength(1);
    const atOnce = [{ name: 'v1.1.0', at: RECORDED_AT.toISOString() }];
    expect(await brokenBy(releasesProven, { ledger: ledger.source(), releases: atOnce })).toHaveLength(1);
  });

  it('are not older ones that were recorded later than the first', async () => {
    const ledger = await withEvidence([]);
    await ledger.record({ id: 'release:v0.9.0', subjects: [subjectOf('app')] });
    const releases = [{ name: 'v0.9.0', at: BEFORE }];
    expect(await brokenBy(releasesProven, { ledger: ledger.source(), releases })).toEqual([]);
  });

  it('are told of once each, though they are more than are looked at together', async () => {
    const ledger = testLedger();
    const tags = Array.from({ length: 66 }, (_, n) => `v1.0.${n}`);
    for (const tag of tags) await ledger.record({ id: `release:${tag}`, subjects: [subjectOf(tag)] });
    expect(await brokenBy(releasesProven, released(ledger, ...tags))).toHaveLength(66);
  });

  it('is one with the first entry, though its tag is older than that', async () => {
    const ledger = await withEvidence([]);
    const releases = [{ name: 'v1.0.0', at: BEFORE }];
    expect(await brokenBy(releasesProven, { ledger: ledger.source(), releases })).toHaveLength(1);
  });

  it('are none without a ledger, an entry or a release', async () => {
    const releases = [{ name: 'v1.0.0', at: AFTER }];
    const answers = [
      { ledger: 'none' as const, releases },
      { ledger: testLedger().source(), releases },
      { ledger: (await withEvidence([])).source(), releases: [] },
    ].map((inputs) => releasesProven.check(contextWith(inputs)));
    expect(await Promise.all(answers)).toEqual([
      { notApplicable: 'there is no ledger branch' },
      { notApplicable: 'the ledger has no entry yet' },
      { notApplicable: 'there is no release since the first entry of the ledger' },
    ]);
  });

  it('cannot be told when ledger or releases cannot be had, or evidence is not as the receipt has it', async () => {
    const ledger = await withEvidence([...(await signatureOver('app', by)), await stampOver('app', by)]);
    const { releases } = released(ledger, 'v1.0.0');
    expect(await openBy(releasesProven, { ledger: ledger.source() })).toHaveLength(1);
    expect(await openBy(releasesProven, { ledger: unreachable, releases: releases! })).toHaveLength(1);
    const nothing = withoutLedger();
    expect(await releasesProven.check(nothing)).toEqual([ledgerNotHad(nothing)]);
    const files = ledger.files();
    files.set('evidence/000/0/rfc3161-1.tsr', utf8('x'));
    const damaged = { ledger: memorySource(files), releases: releases! };
    expect((await openBy(releasesProven, damaged)).join()).toContain(
      'rfc3161-1.tsr: It is not as the receipt',
    );
    expect(await brokenBy(releasesProven, damaged)).toEqual([]);
    files.delete('evidence/000/0/openpgp-1.asc');
    expect(await openBy(releasesProven, { ...damaged, ledger: memorySource(files) })).toEqual([
      'The release v1.0.0 (entry 0) has evidence that cannot be checked. openpgp-1.asc: It is not as the receipt has it. rfc3161-1.tsr: It is not as the receipt has it.',
    ]);
  });
});
