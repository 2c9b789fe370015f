import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { canonicalJson, type Json } from '../../../../core/common/canonical-json.ts';
import { VaultMeshError } from '../../../../core/common/error.ts';
import { makeProof, parseProof } from '../../../../core/remembrancer/proof/index.ts';
import { parseTrustFile } from '../../../../core/remembrancer/trust/index.ts';
import { verifyArtifact } from '../../../../core/remembrancer/verify/index.ts';
import { recordedRelease, type RecordedRelease } from './recorded-release.ts';

let release: RecordedRelease;
let document: Record<string, Json>;

beforeAll(async () => {
  release = await recordedRelease();
  document = JSON.parse(makeProof(release.proof)) as Record<string, Json>;
});

/** The verdict on a proof file, or the code of the error that refuses it; anything else thrown is a crash. */
async function answerTo(proof: string, trust = JSON.stringify(release.trust)): Promise<string> {
  try {
    const { artifact } = release;
    const options = { artifact, proof: parseProof(proof), trust: parseTrustFile(trust) };
    return (await verifyArtifact({ ...options, clock: () => new Date('2027-01-01T00:00:00Z') })).verdict;
  } catch (error) {
    if (!(error instanceof VaultMeshError)) throw error;
    expect(error.message.length).toBeLessThan(2000);
    return error.code;
  }
}

const fileOf = (value: Json): string => `${canonicalJson(value)}\n`;

describe('a proof file of the right form with anything in it', () => {
  const line = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  );
  const base64 = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
  const whole = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(-0, 1e300, 2 ** 53));
  const note = fc
    .tuple(whole, whole, base64, line)
    .map(
      ([index, size, root, name]) =>
        `c2sp.org/tlog-proof@v1\nindex ${index}\n${root}\n\n${name}\n${size}\n${root}\n\n\u2014 ${name} ${root}\n`,
    );
  const tlogProof = fc.oneof(line, note);
  const receipt = fc.oneof(
    base64,
    fc.json().map((text) => Buffer.from(text).toString('base64')),
  );
  const evidence = fc.array(
    fc.record(
      {
        layer: fc.constantFrom('openpgp', 'openpgp-key', 'sigstore', 'rfc3161'),
        n: whole,
        subject: line,
        content: base64,
      },
      { requiredKeys: ['layer', 'n', 'content'] },
    ),
    { maxLength: 3 },
  );
  const parts = {
    subject: fc.record({ name: line, sha256: digest, size: whole }, { requiredKeys: ['name', 'sha256'] }),
    receipt,
    evidence,
    tlogProof,
    timestampedProof: tlogProof,
    checkpointTimestamps: fc.array(base64, { minLength: 1, maxLength: 2 }),
    later: fc.array(fc.record({ receipt, evidence, tlogProof }), { minLength: 1, maxLength: 2 }),
  };

  it('gets an answer, and is never valid', async () => {
    const anything = fc.record(parts, { requiredKeys: ['subject', 'receipt', 'evidence', 'tlogProof'] });
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        const file = fileOf({ format: 'vaultmesh-proof/1', ...value });
        expect(['invalid', 'incomplete', 'verification-failed']).toContain(await answerTo(file));
      }),
      { numRuns: 200 },
    );
  });

  it('gets an answer, and is never valid, when one part of a good one is anything', async () => {
    const one = fc.oneof(
      ...(['receipt', 'tlogProof', 'later', 'checkpointTimestamps', 'timestampedProof'] as const).map(
        (name) => fc.tuple(fc.constant(name), fc.oneof(parts[name], fc.jsonValue())),
      ),
    );
    await fc.assert(
      fc.asyncProperty(one, async ([name, value]) => {
        const tokens = name === 'timestampedProof' ? { checkpointTimestamps: ['AAAA'] } : {};
        const file = fileOf({ ...document, ...tokens, [name]: value as Json });
        expect(['invalid', 'incomplete', 'verification-failed']).toContain(await answerTo(file));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a file that was made to do harm', () => {
  const TEN_MILLION = 10_000_000;
  const FILES: readonly (readonly [string, () => string])[] = [
    ['arrays in arrays', () => '['.repeat(1_000_000)],
    ['arrays in arrays, closed', () => '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects in objects', () => '{"later":'.repeat(100_000) + '0' + '}'.repeat(100_000)],
    [
      'a good proof with a deep one in it',
      () => fileOf(document).replace('"receipt":', `"a":${'['.repeat(5000)}${']'.repeat(5000)},"receipt":`),
    ],
    ['numbers without end', () => `{"format":${'9'.repeat(1_000_000)}}`],
    ['a version without end', () => `{"format":"vaultmesh-proof/${'9'.repeat(1_000_000)}"}`],
    ['an exponent', () => fileOf(document).replace('"size":12', '"size":1e999')],
    ['a number in another form', () => fileOf(document).replace('"size":12', '"size":12.0')],
    ['a member twice', () => fileOf(document).replace('"format"', '"format":"vaultmesh-proof/1","format"')],
    [
      'a prototype',
      () => fileOf(document).replace('{"evidence"', '{"__proto__":{"receipt":"e30="},"evidence"'),
    ],
    [
      'a prototype in its subject',
      () => fileOf(document).replace('"subject":{', '"subject":{"__proto__":{"sha512":"0"},'),
    ],
    [
      'a constructor',
      () => fileOf(document).replace('{"evidence"', '{"constructor":{"prototype":{}},"evidence"'),
    ],
    [
      'bytes that are not UTF-8',
      () => Buffer.from(fileOf(document).replace('app.tar.gz', '\u00ff\u00fe'), 'latin1').toString(),
    ],
    ['zeros', () => '\0'.repeat(TEN_MILLION)],
    ['a byte order mark', () => `\ufeff${fileOf(document)}`],
    ['a receipt of ten million bytes', () => fileOf({ ...document, receipt: 'A'.repeat(TEN_MILLION) })],
    [
      'a receipt that is deep',
      () => fileOf({ ...document, receipt: Buffer.from('['.repeat(1_000_000)).toString('base64') }),
    ],
    [
      'a tlog-proof of a hundred thousand lines',
      () =>
        fileOf({
          ...document,
          tlogProof: `c2sp.org/tlog-proof@v1\nindex 0\n${`${'A'.repeat(43)}=\n`.repeat(100_000)}\n`,
        }),
    ],
    [
      'a token of ten million bytes',
      () => fileOf({ ...document, checkpointTimestamps: ['MIIA'.repeat(TEN_MILLION / 4)] }),
    ],
    [
      'a token of ASN.1 in ASN.1',
      () =>
        fileOf({
          ...document,
          checkpointTimestamps: [Buffer.from('3080'.repeat(100_000), 'hex').toString('base64')],
        }),
    ],
    [
      'ten thousand tokens',
      () =>
        fileOf({
          ...document,
          checkpointTimestamps: Array.from({ length: 10_000 }, (_, i) =>
            Buffer.from(`${i + 10_000}`).toString('base64'),
          ),
        }),
    ],
  ];

  it.each(FILES)('is refused or invalid as a proof: %s', async (_, make) => {
    const file = make();
    expect(file).not.toBe(fileOf(document));
    expect(['invalid', 'incomplete', 'verification-failed']).toContain(await answerTo(file));
  });

  it.each(FILES)('is refused as a trust file: %s', async (_, make) => {
    expect(await answerTo(fileOf(document), make())).toBe('usage');
  });
});
