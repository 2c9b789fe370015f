import { beforeAll, describe, expect, it } from '@jest/globals';
import { tellDigest, tellRelease } from '../../../app/commands/verify.ts';
import { conclusionOfFile } from '../../../app/memory/show-verdict.ts';
import type { KnownLedger } from '../../../app/memory/known-ledger.ts';
import { verifyRelease } from '../../../app/memory/verify-release.ts';
import { sha256Hex, utf8 } from '../../../core/common/bytes.ts';
import { emptyLedger, memoryStore, parseSignerKey } from '../../../core/remembrancer/ledger/index.ts';
import { makeProof } from '../../../core/remembrancer/proof/index.ts';
import { recordedRelease, type RecordedRelease } from '../../core/remembrancer/verify/recorded-release.ts';
import { judgeOf, opened } from './ledger-of-test.ts';

const NAME = 'app.tar.gz';
const MIB = 1024 * 1024;

let release: RecordedRelease;
let proof: string;
let ledger: KnownLedger;
beforeAll(async () => {
  release = await recordedRelease('the artifact');
  proof = makeProof(release.proof);
  ledger = await opened(release.store, { configured: keyOf(release) });
});

const keyOf = ({ signerKey }: RecordedRelease): string => parseSignerKey(signerKey).verifierKey;

interface TestFile {
  readonly content: string;
  readonly size?: number;
  readonly digest?: string;
}

/** The answer for a release with these files, by name. */
async function verified(files: Readonly<Record<string, TestFile>>, by = ledger, most?: number) {
  const read: string[] = [];
  const listed = Object.entries(files).map(([name, { content, size, digest }], id) => ({
    id,
    name,
    size: size ?? utf8(content).length,
    ...(digest !== undefined && { digest }),
  }));
  const judge = judgeOf(by, most);
  const judged = await verifyRelease(judge, { tag: 'v1', files: listed }, ({ name }) => {
    read.push(name);
    return Promise.resolve(utf8(files[name]?.content ?? ''));
  });
  const conclusions = judged.files.map((file) => `${file.name} ${conclusionOfFile(file)}`);
  return {
    conclusions,
    notes: judged.notes,
    read,
    answer: tellRelease(judge, { tag: 'v1', files: listed }, judged),
  };
}

const artifact = { content: 'the artifact' };
const withProof = () => ({ [NAME]: artifact, [`${NAME}.vmproof`]: { content: proof } });

describe('a file of a release', () => {
  it('is recorded when its proof and the ledger agree, and who signed it stays untrusted', async () => {
    const { conclusions, answer } = await verified(withProof());
    expect(conclusions).toEqual([`${NAME} recorded`]);
    for (const line of [
      '| digest | **valid** |',
      '| openpgp | **untrusted** |',
      '| sigstore | **absent** |',
      '| receipt | **valid** |',
      '| inclusion | **valid** |',
      '| witness | **absent** |',
    ]) {
      expect(answer).toContain(line);
    }
  });

  it('is recorded without a proof, where a record names its digest, and absent where none does', async () => {
    const { conclusions } = await verified({ [NAME]: artifact, 'other.zip': { content: 'something' } });
    expect(conclusions).toEqual([`${NAME} recorded`, 'other.zip absent']);
  });

  it.each<[string, () => Record<string, TestFile>]>([
    ['other content than its proof', () => ({ ...withProof(), [NAME]: { content: 'another' } })],
    ['no proof behind the name of one', () => ({ ...withProof(), [`${NAME}.vmproof`]: { content: '{}' } })],
    [
      'a changed proof',
      () => ({
        ...withProof(),
        [`${NAME}.vmproof`]: { content: makeProof({ ...release.proof, receipt: utf8('{}') }) },
      }),
    ],
  ])('is invalid with %s', async (_, files) => {
    expect((await verified(files())).conclusions).toEqual([`${NAME} invalid`]);
  });

  it('is never more than untrusted when nobody names the key of the ledger', async () => {
    const { conclusions, answer } = await verified(withProof(), await opened(release.store));
    expect(conclusions).toEqual([`${NAME} untrusted`]);
    expect(answer).toContain('| inclusion | **untrusted** |');
    expect(answer).not.toMatch(/\| (inclusion|witness) \| \*\*valid\*\*/);
  });

  it('is invalid when the ledger has not its record any more, or was rewritten', async () => {
    const emptied = memoryStore(emptyLedger(parseSignerKey(release.signerKey)));
    const without = await opened(emptied, { configured: keyOf(release) });
    expect((await verified(withProof(), without)).conclusions).toEqual([`${NAME} invalid`]);
    const rewritten = { ...ledger, history: { state: 'broken', reason: 'It has two roots.' } } as const;
    expect((await verified(withProof(), rewritten)).conclusions).toEqual([`${NAME} invalid`]);
    const unknown = { ...ledger, history: { state: 'unknown', reason: 'No tiles.' } } as const;
    expect((await verified(withProof(), unknown)).conclusions).toEqual([`${NAME} untrusted`]);
  });
});

describe('a file of a release, with a ledger that is too large to be read', () => {
  const files = { [NAME]: artifact, 'other.zip': { content: 'something' } };

  it.each([
    ['by its entries', () => Promise.resolve(ledger), 0],
    [
      'by what is in them',
      () => opened(release.store, { configured: keyOf(release), most: { files: 1, bytes: 100, ms: 1_000 } }),
      undefined,
    ],
  ])('%s, is looked for in its index, and the answer says so', async (_, large, most) => {
    const { conclusions, answer } = await verified(files, await large(), most);
    expect(conclusions).toEqual([`${NAME} recorded`, 'other.zip untrusted']);
    expect(answer).toContain('**Not checked here: all of the log.**');
    expect(answer).toContain('names no record of its digest, which does not say that there is none');
  });

  it('is not looked for at all where its proof is in the release', async () => {
    const { conclusions, answer } = await verified(withProof(), ledger, 0);
    expect(conclusions).toEqual([`${NAME} recorded`]);
    expect(answer).not.toContain('Not checked here');
  });
});

describe('what is read of a release', () => {
  it('is no file that is too large: then GitHub says its digest', async () => {
    const large = { content: '', size: 17 * MIB };
    const told = { ...large, digest: `sha256:${sha256Hex('the artifact')}` };
    const { conclusions, read, answer } = await verified({ ...withProof(), [NAME]: told, 'b.iso': large });
    expect(read).toEqual([`${NAME}.vmproof`]);
    expect(conclusions).toEqual([`${NAME} recorded`, 'b.iso untrusted']);
    expect(answer).toContain('by the digest that GitHub tells');
  });

  it('is no more than 64 MiB in all, and no proof that is too large', async () => {
    const half = { content: '', size: 15 * MIB };
    const { read } = await verified(
      Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, half])),
    );
    expect(read).toEqual(['a', 'b', 'c', 'd']);
    const { conclusions } = await verified({
      [NAME]: artifact,
      [`${NAME}.vmproof`]: { content: proof, size: 3 * MIB },
    });
    expect(conclusions).toEqual([`${NAME} untrusted`]);
  });

  it('is ten files, and neither signatures nor proofs that stand alone', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `file-${n}`);
    const { conclusions, notes } = await verified({
      ...Object.fromEntries(names.map((name) => [name, artifact])),
      'file-0.asc': { content: '' },
      'file-0.2.tsr': { content: '' },
      'file-1.sigstore.json': { content: '' },
      'image.vmproof': { content: proof },
    });
    expect(conclusions).toHaveLength(10);
    expect(notes).toEqual([
      'Not looked at: 2 more files.',
      'Not looked at: 1 proof without the file beside it.',
    ]);
  });
});

describe('the answer', () => {
  it('names a file that a shell would not take as one word as FILE', async () => {
    const { answer } = await verified({ '$(reboot).zip': artifact });
    expect(answer).toContain('`npx vaultmesh verify FILE --trust trust.json`');
    expect((await verified(withProof())).answer).toContain(`\`npx vaultmesh verify ${NAME} --trust`);
  });

  it('has no markup, link or mention of a release or a proof', async () => {
    const { answer } = await verified({
      '@acme/owners <img src=x> [a](http://evil.example)|.zip': { content: 'x' },
      [NAME]: artifact,
      [`${NAME}.vmproof`]: { content: '@everyone <b>' },
    });
    expect(answer).not.toMatch(/@acme|<img|\]\(http|@everyone|<b>/);
  });
});

describe('a digest', () => {
  it('is answered with the layers of its record and all records that name it', async () => {
    const answer = await tellDigest(judgeOf(ledger), sha256Hex('the artifact'));
    expect(answer).toMatch(/^\*\*app\.tar\.gz: recorded\*\*/);
    expect(answer).toContain('1 record with this digest:');
    expect(answer).toContain('| 0 | 2026-11-20T09:30:00Z | release | recorded | app | 1.0.0 |');
  });

  it('is found by the index of a ledger that is too large to be read, and proven', async () => {
    const paths: string[] = [];
    const read: KnownLedger['store']['read'] = (wanted, at) => {
      paths.push(...wanted);
      return ledger.store.read(wanted, at);
    };
    const large = judgeOf({ ...ledger, store: { ...ledger.store, read } }, 0);
    const answer = await tellDigest(large, sha256Hex('the artifact'));
    expect(answer).toMatch(/^\*\*app\.tar\.gz: recorded\*\*/);
    expect(answer).toContain("1 record with this digest in the ledger's own index:");
    expect(paths.some((path) => path.startsWith('by-digest/'))).toBe(true);
    // What the index does not name may be in the log all the same: it is not called absent.
    const unseen = await tellDigest(large, '0'.repeat(64));
    expect(unseen).toMatch(/^\*\*untrusted\*\*: the own index/);
    for (const told of [answer, unseen]) {
      expect(told).toContain('**Not checked here: all of the log.** It has 1 entry');
      expect(told).toContain('`npx vaultmesh ledger fsck acme/app`');
    }
  });

  it('that no record names is absent', async () => {
    expect(await tellDigest(judgeOf(ledger), '0'.repeat(64))).toMatch(/^\*\*absent\*\*/);
  });
});
