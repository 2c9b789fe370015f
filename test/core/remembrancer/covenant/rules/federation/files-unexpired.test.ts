import { describe, expect, it } from '@jest/globals';

import { utf8 } from '../../../../../../core/common/bytes.ts';
import { type Inputs, memoryTree } from '../../../../../../core/remembrancer/covenant/index.ts';
import { filesUnexpired } from '../../../../../../core/remembrancer/covenant/rules/federation/files-unexpired.ts';
import { readPublicKeys } from '../../../../../../core/remembrancer/evidence/openpgp/index.ts';
import { memorySource } from '../../../../../../core/remembrancer/ledger/fsck/index.ts';
import {
  beginRotation,
  endRotation,
  generateLogKey,
  parseSignerKey,
} from '../../../../../../core/remembrancer/ledger/index.ts';
import { formatTrustFile, type TrustFile } from '../../../../../../core/remembrancer/trust/index.ts';
import { memoryAuthority, tokenOver } from '../../../memory-authority.ts';
import { contextWith } from '../../context-with.ts';
import { brokenBy, foundBy, openBy, withoutLedger } from '../../ledger/found-by.ts';
import {
  makers,
  recordRelease,
  signatureOver,
  testLedger,
  type TestLedger,
} from '../../ledger/signed-ledger.ts';

const ENDED = new Date('2026-11-22T08:59:58Z');
const DAY = 86_400;
/** From the beginning of the key, 2026, to a moment between the record and the check. */
const TO_CHECK = DAY * 325;
const { verifierKey } = generateLogKey('github.com/acme/app');

const treeWith = (changes: Partial<TrustFile>): Pick<Inputs, 'tree'> => ({
  tree: memoryTree({
    'trust.json': formatTrustFile({
      v: 1,
      policy: `log ${verifierKey}\nquorum none\n`,
      openpgp: { fingerprints: [] },
      rfc3161: { roots: [], spkiPins: [] },
      ...changes,
    }),
  }),
});

const broken = (changes: Partial<TrustFile>): Promise<string[]> =>
  brokenBy(filesUnexpired, treeWith(changes));

/** An armored public key with its fingerprint. */
async function keyLasting(keySeconds?: number): Promise<{ armored: string; fingerprint: string }> {
  const by = await makers(keySeconds === undefined ? {} : { keySeconds });
  const armored = Buffer.from((await signatureOver('x', by))[1]!.content).toString();
  const [key] = await readPublicKeys([armored]);
  return { armored, fingerprint: key!.getFingerprint().toUpperCase() };
}

describe('what a trust file believes in', () => {
  it('is unexpired up to its last moment, and not after', async () => {
    const [good, ended] = await Promise.all(
      ['2026-11-22T09:00:00Z', ENDED].map((ends) => memoryAuthority({ ends: new Date(ends) })),
    );
    expect(await broken({ rfc3161: { roots: [good!.root], spkiPins: [] } })).toEqual([]);
    const messages = await broken({ rfc3161: { roots: [good!.root, ended!.root], spkiPins: [] } });
    expect(messages).toEqual([
      'trust.json trusts the time-stamping root CN=Memory TSA, which ended at 2026-11-22T08:59:58Z.',
    ]);
  });

  it('has no OpenPGP key that expired, if it trusts it', async () => {
    const [good, ended] = [await keyLasting(), await keyLasting(TO_CHECK)];
    const keys = [good.armored, ended.armored];
    expect(await broken({ openpgp: { fingerprints: [good.fingerprint], keys } })).toEqual([]);
    const fingerprints = [good.fingerprint, ended.fingerprint];
    expect(await broken({ openpgp: { fingerprints, keys } })).toEqual([
      `trust.json trusts the OpenPGP key ${ended.fingerprint}, which expired at 2026-11-22T00:00:00Z.`,
    ]);
    expect(await broken({ openpgp: { fingerprints } })).toEqual([]);
  });

  it('cannot be told of an OpenPGP key that cannot be read', async () => {
    const keys = ['-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nx\n-----END PGP PUBLIC KEY BLOCK-----\n'];
    const unreadable = treeWith({ openpgp: { fingerprints: [], keys } });
    const open = await openBy(filesUnexpired, unreadable);
    expect(open.join()).toContain('has an OpenPGP key that cannot be read');
    expect((await foundBy(filesUnexpired, unreadable))[0]?.remedy).toContain('`gpg --armor --export`');
  });

  it('has a Sigstore root of which something is valid still', async () => {
    const identity = { issuer: 'https://issuer.example', repository: 'https://github.com/acme/app' };
    const ca = (end?: string): object => ({
      validFor: { start: '2022-01-01T00:00:00Z', ...(end && { end }) },
    });
    const log = (end?: string): object => ({ publicKey: ca(end) });
    const ended = '2026-01-01T00:00:00Z';
    const withRoot = (trustedRoot: object): Promise<string[]> =>
      broken({ sigstore: { trustedRoot, identity } });
    expect(await withRoot({ certificateAuthorities: [ca(ended), ca()], tlogs: [log()] })).toEqual([]);
    expect(await withRoot({ certificateAuthorities: [ca(ended)], tlogs: [log(ended)] })).toEqual([
      'trust.json has a Sigstore trusted root of which no authority is valid any more.',
      'trust.json has a Sigstore trusted root of which no log is valid any more.',
    ]);
    expect(await withRoot({ certificateAuthorities: 'x', tlogs: [null, { publicKey: 1 }] })).toEqual([]);
  });

  it('is looked at up to some hundred keys, and under names of trust files and policies alone', async () => {
    const nothing = { notApplicable: 'there is no trust or policy file, and no ledger' };
    const policy = `log ${verifierKey}\nquorum none\n#`;
    const answerTo = (path: string, size = policy.length): unknown =>
      filesUnexpired.check(contextWith({ tree: memoryTree({ [path]: policy.padEnd(size, 'x') }) }));
    expect(await answerTo('policy')).toEqual([]);
    expect(await answerTo('policy.txt')).toEqual(nothing);
    expect(await answerTo('policy', 1024 * 1024)).toEqual([]);
    expect(await answerTo('policy', 1024 * 1024 + 1)).toEqual(nothing);
  });

  it('is not looked at when the file is no trust file', async () => {
    const trees = [
      ...['', '{"policy": "openpgp", "openpgp": 1}', '\0'].map((text) => memoryTree({ 'trust.json': text })),
      treeWith({ policy: 'quorum other\n' }).tree,
    ];
    for (const tree of trees) {
      expect(await filesUnexpired.check(contextWith({ tree }))).toEqual({
        notApplicable: 'there is no trust or policy file, and no ledger',
      });
      expect(await foundBy(filesUnexpired, { tree, ledger: testLedger().source() })).toEqual([]);
    }
  });

  it('cannot be told without the ledger, beside what the file shows', async () => {
    expect(await filesUnexpired.check(withoutLedger())).toMatchObject([{ cannotTell: true }]);
  });
});

describe('a log key that the ledger has retired', () => {
  const options = { random: () => 0, clock: () => new Date('2026-11-20T12:00:00Z') };

  async function rotated(): Promise<TestLedger> {
    const ledger = testLedger();
    const young = generateLogKey('github.com/acme/app');
    const both = parseSignerKey(`${young.signerKey}\n${ledger.signerKey}`);
    await beginRotation(ledger.store, both, options);
    await endRotation(ledger.store, both, options);
    return ledger;
  }

  it('is not trusted by a trust file or policy, but for what it signed before', async () => {
    const ledger = await rotated();
    const policy = `log ${ledger.verifierKey}\nquorum none\n`;
    const retiredLogKeys = [{ verifierKey: ledger.verifierKey, index: 1 }];
    const source = { ledger: ledger.source() };
    const what = `trusts the log key ${ledger.verifierKey}, which the ledger retired in entry 1.`;
    expect(await foundBy(filesUnexpired, { ...source, ...treeWith({ policy }) })).toEqual([
      {
        path: 'trust.json',
        message: `trust.json ${what}`,
        remedy: 'Bring the file up to date with `vaultmesh trust update FILE OWNER/REPO`.',
      },
    ]);
    expect(await brokenBy(filesUnexpired, { ...source, ...treeWith({ policy, retiredLogKeys }) })).toEqual(
      [],
    );
    expect(await foundBy(filesUnexpired, { ...source, tree: memoryTree({ policy }) })).toEqual([
      {
        path: 'policy',
        message: `policy ${what}`,
        remedy: 'Take its line out of the policy, and put in that of the key that took its place.',
      },
    ]);
    expect(await brokenBy(filesUnexpired, { ...source, ...treeWith({}) })).toEqual([]);
  });
});

describe('what the ledger goes on with', () => {
  it('is unexpired when the key of its newest record is, whatever became of earlier ones', async () => {
    const ledger = testLedger();
    await recordRelease(ledger, 'v1.0.0', await makers({ keySeconds: TO_CHECK }));
    const [message, ...more] = await brokenBy(filesUnexpired, { ledger: ledger.source() });
    expect(message).toMatch(
      /^The OpenPGP key [0-9A-F]{40}, with which the newest signed record \(entry 0\) was made/,
    );
    expect(more).toEqual([]);
    await recordRelease(ledger, 'v1.1.0', await makers());
    expect(await brokenBy(filesUnexpired, { ledger: ledger.source() })).toEqual([]);
  });

  it('has time-stamps that last, or a lasting one over a checkpoint that has them', async () => {
    const ledger = testLedger();
    const ending = await makers({ ends: ENDED });
    await recordRelease(ledger, 'v1.0.0', ending);
    await recordRelease(ledger, 'v1.1.0', { ...ending, authority: (await makers()).authority });
    await recordRelease(ledger, 'v1.2.0', ending);
    const source = (path: string, token: Uint8Array): Partial<Inputs> => ({
      ledger: memorySource(ledger.files().set(path, token)),
    });
    const [message] = await brokenBy(filesUnexpired, { ledger: ledger.source() });
    expect(message).toContain(
      'the time-stamps of entry 0 and of 1 more have ended, the first at 2026-11-22T08:59:58Z',
    );
    const lasting = await tokenOver(await memoryAuthority(), utf8('a checkpoint'));
    expect(await foundBy(filesUnexpired, source('timestamps/3.tsr', lasting))).toEqual([]);
    expect((await brokenBy(filesUnexpired, source('timestamps/2.tsr', lasting))).join()).toContain(
      'entry 2 have',
    );
    expect(await brokenBy(filesUnexpired, source('timestamps/4.tsr', lasting))).toHaveLength(1);
    const brief = await tokenOver(ending.authority, utf8('a checkpoint'));
    expect(await brokenBy(filesUnexpired, source('timestamps/3.tsr', brief))).toHaveLength(1);
    expect(await brokenBy(filesUnexpired, source('timestamps/3.tsr', utf8('x')))).toHaveLength(1);
  });

  it('is nothing on an empty ledger, and does not stop at evidence that is none', async () => {
    const ledger = testLedger();
    expect(await foundBy(filesUnexpired, { ledger: ledger.source() })).toEqual([]);
    await ledger.record({}, [
      { layer: 'openpgp-key', n: 1, content: utf8('x') },
      { layer: 'rfc3161', n: 1, content: Uint8Array.of(0xff) },
    ]);
    expect(await foundBy(filesUnexpired, { ledger: ledger.source() })).toEqual([]);
  });
});
