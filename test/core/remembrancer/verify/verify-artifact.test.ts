import { beforeAll, describe, expect, it } from '@jest/globals';

import { sha256Hex, utf8 } from '../../../../core/common/bytes.ts';
import { exitCode } from '../../../../core/common/outcome.ts';
import { bytesContent, type Layer } from '../../../../core/remembrancer/evidence/index.ts';
import {
  appendRecords,
  cosign,
  generateLogKey,
  generateWitnessKey,
  type NoteVerifier,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
} from '../../../../core/remembrancer/ledger/index.ts';
import {
  makeProof,
  parseProof,
  refreshProof,
  type Proof,
} from '../../../../core/remembrancer/proof/index.ts';
import {
  outcomeOfVerdict,
  verifyArtifact,
  type Verdict,
} from '../../../../core/remembrancer/verify/index.ts';
import { makeReceipt, receiptBytes } from '../../../../core/remembrancer/receipt/index.ts';
import { sampleRecords } from '../ledger/sample-records.ts';
import { RECORDED_AT, recordedRelease, type RecordedRelease } from './recorded-release.ts';

let release: RecordedRelease;
let other: RecordedRelease;

beforeAll(async () => {
  release = await recordedRelease();
  other = await recordedRelease('another artifact');
});

const verify = (changes: Partial<Parameters<typeof verifyArtifact>[0]> = {}): Promise<Verdict> =>
  verifyArtifact({ ...release, clock: () => new Date('2027-01-01T00:00:00Z'), ...changes });

const layer = ({ layers }: Verdict, name: Layer) => layers.find((each) => each.layer === name);

describe('a recorded artifact', () => {
  it('is valid, with a verdict for each layer', async () => {
    const verdict = await verify();
    expect(verdict.verdict).toBe('valid');
    expect(verdict.layers.map(({ layer: name, status }) => `${name} ${status}`)).toEqual([
      'digest valid',
      'openpgp valid',
      'sigstore absent',
      'rfc3161 absent',
      'receipt valid',
      'inclusion valid',
      'checkpoint-time absent',
      'witness absent',
    ]);
    expect(exitCode(outcomeOfVerdict(verdict, 'app.tar.gz', 'trust.json'))).toBe(0);
  });

  it('is told what the receipt says about evidence that is missing', async () => {
    const { detail } = layer(await verify(), 'rfc3161')!;
    expect(detail).toBe('The receipt says: The authority gave no answer.');
  });

  it('is invalid with one byte changed', async () => {
    const content = utf8('the artifacT');
    const artifact = {
      subject: { name: 'app.tar.gz', sha256: sha256Hex(content) },
      content: bytesContent(content),
    };
    const verdict = await verify({ artifact });
    expect(verdict.verdict).toBe('invalid');
    expect(layer(verdict, 'digest')).toMatchObject({ status: 'invalid', reason: 'mismatch' });
    expect(layer(verdict, 'openpgp')).toMatchObject({ status: 'invalid', reason: 'bad-signature' });
    expect(exitCode(outcomeOfVerdict(verdict, 'app.tar.gz', 'trust.json'))).toBe(5);
  });

  it('is valid under another file name, as downloads are renamed', async () => {
    const { artifact } = release;
    const renamed = { ...artifact, subject: { ...artifact.subject, name: 'app (1).tar.gz' } };
    expect((await verify({ artifact: renamed })).verdict).toBe('valid');
  });

  it('is not called good by its digest alone, when only content could show the signature', async () => {
    const verdict = await verify({ artifact: { subject: release.artifact.subject } });
    expect(verdict.verdict).toBe('incomplete');
    expect(layer(verdict, 'openpgp')).toMatchObject({ status: 'untrusted', reason: 'content-needed' });
  });
});

it('one signature that is wrong makes the layer invalid, in whatever order and beside how many good ones', async () => {
  const [signature] = release.proof.evidence;
  const [forged] = other.proof.evidence;
  for (const [first, second] of [
    [signature!, forged!],
    [forged!, signature!],
  ] as const) {
    const signatures = [first, { ...second, n: 2 }];
    const keys = [release, other].map(({ proof }, i) => ({ ...proof.evidence[1]!, n: i + 1 }));
    const evidence = [...signatures, ...keys];
    const receipt = receiptBytes(
      makeReceipt({
        id: 'release:v1.0.0',
        kind: 'release',
        component: 'app',
        version: '1.0.0',
        time: RECORDED_AT,
        subjects: [release.proof.subject],
        evidence,
        missing: [],
      }),
    );
    const fingerprints = [release, other].flatMap(({ trust }) => trust.openpgp.fingerprints);
    const trust = { ...release.trust, openpgp: { fingerprints } };
    const verdict = await verify({ proof: { ...release.proof, receipt, evidence }, trust });
    expect(layer(verdict, 'openpgp')).toMatchObject({ status: 'invalid', reason: 'bad-signature' });
  }
});

describe('what is required', () => {
  it.each<[Layer]>([['rfc3161'], ['sigstore'], ['witness']])(
    'is not there: without %s the verdict is incomplete, exit code 6',
    async (name) => {
      const verdict = await verify({ require: ['inclusion', name] });
      expect(verdict.verdict).toBe('incomplete');
      expect(exitCode(outcomeOfVerdict(verdict, 'app.tar.gz', 'trust.json'))).toBe(6);
      expect(outcomeOfVerdict(verdict, 'app.tar.gz', 'trust.json').message).toContain(
        layer(verdict, name)?.detail,
      );
    },
  );

  it('is by default inclusion and one signature', async () => {
    const evidence: Proof['evidence'] = [];
    const unsigned = await verify({ proof: { ...release.proof, evidence } });
    expect(unsigned.required).toEqual([['inclusion'], ['openpgp', 'sigstore']]);
    expect(unsigned.verdict).toBe('incomplete');
    expect((await verify({ proof: { ...release.proof, evidence }, require: ['inclusion'] })).verdict).toBe(
      'valid',
    );
  });

  it.each<[Layer[]]>([[['digest']], [['openpgp']], [['digest', 'receipt', 'openpgp']]])(
    'is never less than inclusion: %j of a log that nobody knows',
    async (require) => {
      const verdict = await verify({ require, trust: { ...release.trust, policy: other.trust.policy } });
      expect(verdict.required).toContainEqual(['inclusion']);
      expect(verdict.verdict).toBe('incomplete');
    },
  );

  it('is said of what was recorded, whatever the file is called now', async () => {
    const verdict = await verify({});
    expect(verdict.record).toEqual({
      operation: 'release:v1.0.0',
      kind: 'release',
      component: 'app',
      version: '1.0.0',
    });
    expect(outcomeOfVerdict(verdict, 'app-2.0.0.tar.gz', 'trust.json').message).toBe(
      'app-2.0.0.tar.gz is what the ledger says it is: app.tar.gz of the release release:v1.0.0 (app 1.0.0).',
    );
  });

  it('cannot be nothing', async () => {
    await expect(verify({ require: [] })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('trust', () => {
  it('in another log makes the verdict incomplete: the proof may be good', async () => {
    const verdict = await verify({ trust: { ...release.trust, policy: other.trust.policy } });
    expect(verdict.verdict).toBe('incomplete');
    // Both logs have the same name; the key is another.
    expect(layer(verdict, 'inclusion')).toMatchObject({ status: 'untrusted', reason: 'unknown-signer' });
  });

  it('in another OpenPGP key makes the verdict incomplete', async () => {
    const verdict = await verify({ trust: { ...release.trust, openpgp: other.trust.openpgp } });
    expect(verdict.verdict).toBe('incomplete');
    expect(layer(verdict, 'openpgp')).toMatchObject({ status: 'untrusted', reason: 'unknown-signer' });
  });

  it('that cannot be read is the fault of whoever gave it', async () => {
    const trust = { ...release.trust, policy: 'log nonsense' };
    await expect(verify({ trust })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('the time that keys are judged at', () => {
  const ONE_YEAR = 365 * 86_400;

  it('is when the ledger recorded the release, so that a proof outlives the key', async () => {
    const shortLived = await recordedRelease('the artifact', { keyExpirationTime: ONE_YEAR });
    const clock = () => new Date('2036-01-01T00:00:00Z');
    expect((await verify({ ...shortLived, clock })).verdict).toBe('valid');
    const at = new Date('2027-06-01T00:00:00Z');
    expect(layer(await verify({ ...shortLived, clock, at }), 'openpgp')).toMatchObject({
      status: 'invalid',
      reason: 'expired',
    });
  });

  it('is now when no ledger that is trusted says otherwise', async () => {
    const shortLived = await recordedRelease('the artifact', { keyExpirationTime: ONE_YEAR });
    const trust = { ...shortLived.trust, policy: other.trust.policy };
    const clock = () => new Date('2036-01-01T00:00:00Z');
    expect(layer(await verify({ ...shortLived, trust, clock }), 'openpgp')).toMatchObject({
      reason: 'expired',
    });
    const atOnce = await verify({ ...shortLived, trust, clock: () => RECORDED_AT });
    expect(layer(atOnce, 'openpgp')).toMatchObject({ status: 'valid' });
  });
});

describe('parts of two valid proofs put together', () => {
  const parts = ['subject', 'receipt', 'evidence', 'tlogProof'] as const;
  const mixes = Array.from({ length: 2 ** parts.length - 2 }, (_, i) =>
    parts.filter((__, bit) => ((i + 1) >> bit) & 1),
  );

  it.each(mixes.map((mix) => [mix.join(', ')]))('are never valid: %s of the other', async (names) => {
    const taken = Object.fromEntries(
      names.split(', ').map((part) => [part, other.proof[part as keyof Proof]]),
    );
    const proof = { ...release.proof, ...taken };
    // Someone who trusts both, and looks at either artifact.
    const trust = {
      ...release.trust,
      policy: `${release.trust.policy}${other.trust.policy.replace('quorum none\n', '')}`,
      openpgp: {
        fingerprints: [...release.trust.openpgp.fingerprints, ...other.trust.openpgp.fingerprints],
      },
    };
    for (const { artifact } of [release, other]) {
      expect((await verify({ artifact, proof, trust })).verdict).toBe('invalid');
    }
  });

  it('are invalid when a signature is there twice or is another artifact’s', async () => {
    const [signature, ...rest] = release.proof.evidence;
    for (const evidence of [
      [signature!, signature!, ...rest],
      [{ ...signature!, subject: 'other.tar.gz' }, ...rest],
      [{ ...signature!, n: 2 }, ...rest],
      [...rest, ...other.proof.evidence.slice(0, 1)],
    ]) {
      const verdict = await verify({ proof: { ...release.proof, evidence } });
      expect(layer(verdict, 'receipt')).toMatchObject({ status: 'invalid', reason: 'mismatch' });
    }
    // What the receipt does not vouch for is not looked at.
    const renumbered = { ...release.proof, evidence: [{ ...signature!, n: 2 }, ...rest] };
    expect(layer(await verify({ proof: renumbered }), 'openpgp')?.status).toBe('absent');
  });
});

describe('a proof file', () => {
  it('is never valid with any byte changed, and never crashes the verifier', async () => {
    const text = makeProof(release.proof);
    const bytes = utf8(text);
    const survivors: number[] = [];
    for (let position = 0; position < bytes.length; position += 1) {
      const changed = Uint8Array.from(bytes, (byte, i) => (i === position ? byte ^ 1 : byte));
      const verdict = await verifyText(Buffer.from(changed).toString());
      if (verdict === 'valid') survivors.push(position);
    }
    expect(survivors).toEqual([]);
  });

  const verifyText = async (text: string): Promise<string> => {
    let proof: Proof;
    try {
      proof = parseProof(text);
    } catch (error) {
      expect(error).toMatchObject({ code: 'verification-failed' });
      return 'malformed';
    }
    return (await verify({ proof })).verdict;
  };

  it('may carry what nobody vouches for: an extra line, and cosignatures by keys that are not trusted', async () => {
    const { tlogProof } = release.proof;
    for (const added of [
      tlogProof.replace('\nindex', '\nextra AAAA\nindex'),
      `${tlogProof}\u2014 stranger.example AAAAAAAA\n`,
    ]) {
      expect(added).not.toBe(tlogProof);
      expect((await verify({ proof: { ...release.proof, tlogProof: added } })).verdict).toBe('valid');
    }
  });

  it('cannot make a verdict that says something else on a terminal', async () => {
    const evil = '\u001b[2K\u202evalid';
    const subject = { ...release.proof.subject, name: evil };
    const verdict = await verify({ proof: { ...release.proof, subject } });
    expect(verdict.verdict).toBe('invalid');
    expect(JSON.stringify(verdict.layers)).not.toMatch(/\\u001b|\u202e/u);
    expect(() => parseProof(makeProof({ ...release.proof, subject }))).toThrow('/subject/name must match');
  });

  it('with a receipt of a later format cannot be told to be good or bad', async () => {
    const receipt = utf8(Buffer.from(release.proof.receipt).toString().replace('"v":1', '"v":2'));
    await expect(verify({ proof: { ...release.proof, receipt } })).rejects.toMatchObject({
      code: 'incomplete',
      message: expect.stringMatching(/^The receipt in the proof has version 2 of its format/),
    });
  });

  it('with a receipt that is none is invalid, and says nothing of the rest', async () => {
    const verdict = await verify({ proof: { ...release.proof, receipt: utf8('{}') } });
    expect(verdict.verdict).toBe('invalid');
    expect(layer(verdict, 'receipt')).toMatchObject({ status: 'invalid', reason: 'malformed' });
    expect(verdict.layers.filter(({ status }) => status === 'valid')).toEqual([]);
  });
});

describe('witnesses', () => {
  const witnessed = (names: readonly string[], quorum: string) => {
    const keys = names.map((name) => ({ name, ...generateWitnessKey(`witness.example/${name}`) }));
    const lines = keys.map(({ name, verifierKey }) => `witness ${name} ${verifierKey}\n`).join('');
    const policy = `${release.trust.policy.replace('quorum none\n', '')}${lines}group all-of-them all ${names.join(' ')}\nquorum ${quorum}\n`;
    return { keys, trust: { ...release.trust, policy } };
  };

  const cosigned = (proof: Proof, signerKey: string): Proof => {
    const [head, ...note] = proof.tlogProof.split(/\n\n/);
    const text = cosign(note.join('\n\n'), parseWitnessKey(signerKey), () => RECORDED_AT);
    return { ...proof, tlogProof: `${head ?? ''}\n\n${text}` };
  };

  it('are their own layer: enough of them is what the trust file calls a quorum', async () => {
    const { keys, trust } = witnessed(['north', 'south'], 'all-of-them');
    const [north, south] = keys;
    const once = cosigned(release.proof, north!.signerKey);
    const few = await verify({ proof: once, trust, require: ['inclusion', 'witness'] });
    expect(few.verdict).toBe('incomplete');
    expect(layer(few, 'witness')).toMatchObject({
      status: 'absent',
      reason: 'below-quorum',
      detail:
        "Only north cosigned the checkpoint, so the quorum of the trust file's policy is not reached; this counts when witness is required (`--require witness`).",
    });
    expect((await verify({ proof: once, trust })).verdict).toBe('valid');
    expect(layer(few, 'inclusion')?.status).toBe('valid');
    const twice = cosigned(once, south!.signerKey);
    const enough = await verify({ proof: twice, trust, require: ['inclusion', 'witness'] });
    expect(layer(enough, 'witness')).toMatchObject({ status: 'valid', by: 'north, south' });
    expect(enough.verdict).toBe('valid');
  });

  it('that the trust file does not know count for nothing', async () => {
    const { trust } = witnessed(['north'], 'north');
    const stranger = cosigned(release.proof, generateWitnessKey('witness.example/north').signerKey);
    expect(layer(await verify({ proof: stranger, trust }), 'witness')).toMatchObject({
      reason: 'below-quorum',
    });
  });
});

describe('refreshing a proof', () => {
  const by = (log: NoteVerifier) => ({
    logs: [log],
    trust: { roots: [], spkiPins: [] },
    clock: () => RECORDED_AT,
  });

  it('moves it to the present checkpoint, where it is as valid as before', async () => {
    const { store, signerKey, proof, trust } = await recordedRelease();
    const signer = parseSignerKey(signerKey);
    await appendRecords(store, signer, sampleRecords(5), { random: () => 0 });
    const refreshed = await refreshProof(proof, store, by(parseVerifierKey(signer.verifierKey)));
    const verdict = await verify({ proof: refreshed, trust });
    expect(verdict.verdict).toBe('valid');
    expect(layer(verdict, 'inclusion')?.detail).toBe('Entry 0 of 6 in the log github.com/acme/app.');
  });

  it('fails for a ledger that does not hold the record, or is signed by another key', async () => {
    const log = parseVerifierKey(parseSignerKey(other.signerKey).verifierKey);
    await expect(refreshProof(release.proof, other.store, by(log))).rejects.toMatchObject({
      code: 'verification-failed',
    });
    const later = { ...release.proof, tlogProof: release.proof.tlogProof.replace('index 0', 'index 1') };
    const own = parseVerifierKey(parseSignerKey(release.signerKey).verifierKey);
    await expect(refreshProof(later, release.store, by(own))).rejects.toThrow('does not hold the record');
    const stranger = parseVerifierKey(generateLogKey('github.com/acme/app').verifierKey);
    await expect(refreshProof(release.proof, release.store, by(stranger))).rejects.toMatchObject({
      code: 'verification-failed',
    });
  });
});
