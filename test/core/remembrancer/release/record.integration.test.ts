import { randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKey } from 'openpgp';

import { utf8 } from '../../../../core/common/bytes.ts';
import { systemClock } from '../../../../core/common/clock.ts';
import { VaultMeshError } from '../../../../core/common/error.ts';
import { artifactsOfFiles, type Artifact } from '../../../../core/remembrancer/evidence/index.ts';
import {
  emptyLedger,
  generateLogKey,
  memoryStore,
  parseSignerKey,
} from '../../../../core/remembrancer/ledger/index.ts';
import { makeProof, parseProof } from '../../../../core/remembrancer/proof/index.ts';
import {
  append,
  record,
  sign,
  timestamp,
  type RecordOptions,
} from '../../../../core/remembrancer/release/index.ts';
import {
  draftTrust,
  formatTrustFile,
  parseTrustFile,
  type TrustFile,
} from '../../../../core/remembrancer/trust/index.ts';
import { verifyArtifact } from '../../../../core/remembrancer/verify/index.ts';
import { startServices, type Services } from '../../../../sandbox/services/index.ts';
import { RUN, tokenOf } from '../evidence/sigstore/workflow-run.ts';
import { temporaryFolder } from '../evidence/temporary-folder.ts';

// Programs and servers of their own take longer when the machine is busy.
const key = generateLogKey('github.com/acme/app');
const signer = parseSignerKey(key.signerKey);

let services: Services;
let armoredKey: string;
let fingerprint: string;

beforeAll(async () => {
  services = await startServices({ serverUrl: RUN.serverUrl });
  const { privateKey, publicKey } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ name: 'Release' }],
    format: 'object',
  });
  armoredKey = privateKey.armor();
  fingerprint = publicKey.getFingerprint().toUpperCase();
});

afterEach(async () => {
  for (const name of ['fulcio', 'rekor', 'tsa'] as const) await services.setFault(name, undefined);
});
afterAll(() => services.stop());

const trust = (): TrustFile =>
  parseTrustFile(
    formatTrustFile({
      v: 1,
      policy: `log ${key.verifierKey}\nquorum none\n`,
      openpgp: { fingerprints: [fingerprint] },
      rfc3161: { roots: [services.tsaRoot], spkiPins: [] },
      sigstore: {
        trustedRoot: services.trustedRoot,
        identity: {
          issuer: services.oidc.issuer,
          repository: 'https://github.com/acme/app',
          workflow: '.github/workflows/release.yml',
          ref: 'refs/tags/v*',
        },
      },
    }),
  );

describe('a record', () => {
  const folder = temporaryFolder();

  async function artifacts(
    contents: Readonly<Record<string, string>> = { 'app.tar.gz': 'artifact' },
  ): Promise<Artifact[]> {
    for (const [name, content] of Object.entries(contents)) await writeFile(join(folder.path, name), content);
    return artifactsOfFiles(Object.keys(contents).map((name) => join(folder.path, name)));
  }

  async function options(changes: Partial<RecordOptions> = {}): Promise<RecordOptions> {
    return {
      directory: join(folder.path, 'evidence'),
      artifacts: await artifacts(),
      openpgp: { armoredKey },
      sigstore: {
        run: RUN,
        identityToken: () => tokenOf(services),
        fulcioUrl: services.fulcioUrl,
        rekorUrl: services.rekorUrl,
        timeoutMs: changes.timeoutMs ?? 20_000,
      },
      authorities: [services.tsaUrl],
      timeoutMs: 20_000,
      onMissing: 'defer',
      store: memoryStore(emptyLedger(signer)),
      signer,
      record: { id: 'release:v1.0.0', kind: 'release', component: 'app', version: '1.0.0' },
      clock: systemClock,
      random: () => 0,
      fetch,
      randomBytes,
      ...changes,
    };
  }

  const verify = async (
    artifact: Artifact,
    proof: Uint8Array,
    require?: Parameters<typeof verifyArtifact>[0]['require'],
  ) =>
    verifyArtifact({
      artifact,
      proof: parseProof(Buffer.from(proof).toString()),
      trust: trust(),
      clock: systemClock,
      ...(require && { require }),
    });

  it('of two files gives each a proof that is valid in every layer', async () => {
    const both = await artifacts({ 'app.tar.gz': 'artifact', 'app.whl': 'another' });
    const { assets, receipt, index, size, alreadyRecorded } = await record(
      await options({ artifacts: both, authorities: [services.tsaUrl, services.tsaUrl] }),
    );
    expect([index, size, alreadyRecorded]).toEqual([0, 1, false]);
    expect(receipt.missing).toEqual([]);
    expect(assets.map(({ name }) => name)).toEqual(
      ['app.tar.gz', 'app.whl'].flatMap((name) =>
        ['asc', 'sigstore.json', 'tsr', '2.tsr', 'vmproof'].map((extension) => `${name}.${extension}`),
      ),
    );
    for (const artifact of both) {
      const proof = assets.find(({ name }) => name === `${artifact.subject.name}.vmproof`)!;
      const verdict = await verify(artifact, proof.content, ['inclusion', 'openpgp', 'sigstore', 'rfc3161']);
      expect(verdict.verdict).toBe('valid');
      // The other artifact of the same receipt is not what this proof is for.
      const wrong = both.find((each) => each !== artifact)!;
      expect((await verify(wrong, proof.content)).verdict).toBe('invalid');
    }
  });

  it('is valid by a trust file drafted from the ledger, with the roots that the verifier brings', async () => {
    const store = memoryStore(emptyLedger(signer));
    const { assets } = await record(await options({ store }));
    const drafted = await draftTrust(store, {
      tsaRoots: [services.tsaRoot],
      sigstoreRoot: services.trustedRoot,
      openpgpFingerprints: [],
    });
    expect(drafted.sigstore?.identity).toEqual({
      issuer: services.oidc.issuer,
      repository: 'https://github.com/acme/app',
      workflow: '.github/workflows/release.yml',
      ref: 'refs/tags/*',
    });
    const [artifact] = await artifacts();
    const proof = parseProof(
      Buffer.from(assets.find(({ name }) => name.endsWith('.vmproof'))!.content).toString(),
    );
    const verdict = await verifyArtifact({
      artifact: artifact!,
      proof,
      trust: parseTrustFile(formatTrustFile(drafted)),
      require: ['inclusion', 'openpgp', 'sigstore', 'rfc3161'],
      clock: systemClock,
    });
    expect(verdict.verdict).toBe('valid');
  });

  it('made again gives what was recorded the first time, not the new signatures', async () => {
    const first = await options();
    const before = await record(first);
    const again = await record({ ...first, directory: join(folder.path, 'again') });
    expect([again.alreadyRecorded, again.index, again.size]).toEqual([true, 0, 1]);
    expect(again.receipt).toEqual(before.receipt);
    expect(again.assets).toEqual(before.assets);
  });

  it('of the same files in another order is the same record', async () => {
    const both = await artifacts({ 'b.tar.gz': 'b', 'a.tar.gz': 'a' });
    const first = await options({ artifacts: both });
    const { index } = await record(first);
    const again = { ...first, artifacts: both.toReversed(), directory: join(folder.path, 'again') };
    expect(await record(again)).toMatchObject({ alreadyRecorded: true, index });
  });

  it('of other files under the same operation is refused', async () => {
    const first = await options();
    await record(first);
    const other = {
      artifacts: await artifacts({ 'app.tar.gz': 'built again' }),
      directory: join(folder.path, 'again'),
    };
    await expect(record({ ...first, ...other })).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each([
    ['fulcio', 'refused', 'sigstore', 'unreachable'],
    ['rekor', 'hang', 'sigstore', 'unreachable'],
    ['rekor', 'garbage', 'sigstore', 'bad-answer'],
    ['tsa', 'refused', 'rfc3161', 'unreachable'],
    ['tsa', 'hang', 'rfc3161', 'unreachable'],
    ['tsa', 'server-error', 'rfc3161', 'unreachable'],
    ['tsa', 'garbage', 'rfc3161', 'bad-answer'],
  ] as const)(
    'goes on when %s is broken (%s) and says that %s is %s; or, if it must not, writes nothing',
    async (service, fault, layer, reason) => {
      await services.setFault(service, fault);
      const timeoutMs = fault === 'hang' ? 2000 : 20_000;
      const deferred = await record(await options({ timeoutMs }));
      expect(deferred.receipt.missing).toEqual([{ layer, reason, detail: expect.any(String) }]);
      const [artifact] = await artifacts();
      const proof = deferred.assets.find(({ name }) => name.endsWith('.vmproof'))!;
      expect((await verify(artifact!, proof.content)).verdict).toBe('valid');
      expect((await verify(artifact!, proof.content, ['inclusion', layer])).verdict).toBe('incomplete');

      const store = memoryStore(emptyLedger(signer));
      const strict = await options({
        timeoutMs,
        onMissing: 'fail',
        store,
        directory: join(folder.path, 'strict'),
      });
      await expect(record(strict)).rejects.toBeInstanceOf(VaultMeshError);
      expect(store.history()).toHaveLength(1);
    },
  );

  it('without any key or service is still hashed and logged, and called incomplete', async () => {
    const sigstore = { layer: 'sigstore', reason: 'not-configured', detail: 'Sigstore is off.' } as const;
    const bare = await options({ sigstore, authorities: [], onMissing: 'fail' });
    delete (bare as { openpgp?: unknown }).openpgp;
    const { receipt, assets } = await record(bare);
    expect(receipt.missing.map(({ layer, reason }) => `${layer} ${reason}`)).toEqual([
      'openpgp not-configured',
      'sigstore not-configured',
      'rfc3161 not-configured',
    ]);
    const [artifact] = bare.artifacts;
    expect((await verify(artifact!, assets[0]!.content)).verdict).toBe('incomplete');
    expect((await verify(artifact!, assets[0]!.content, ['inclusion'])).verdict).toBe('valid');
  });

  it('of a container image, known by its digest alone, is signed with Sigstore and time-stamped', async () => {
    const image = { subject: { name: 'ghcr.io/acme/app', sha256: 'c'.repeat(64) } };
    const { receipt, assets } = await record(await options({ artifacts: [image] }));
    expect(receipt.missing).toMatchObject([{ layer: 'openpgp', reason: 'not-configured' }]);
    const proof = assets.find(({ name }) => name.endsWith('.vmproof'))!;
    expect((await verify(image, proof.content, ['inclusion', 'sigstore', 'rfc3161'])).verdict).toBe('valid');
  });

  it('that asked for an identity and got none is refused, or says so', async () => {
    const refused = { layer: 'sigstore', reason: 'not-permitted', detail: 'No id-token.' } as const;
    const noToken = async () => Promise.reject(new VaultMeshError('not-permitted', 'No id-token.'));
    const base = await options();
    if (!('run' in base.sigstore)) throw new Error('unreachable');
    for (const [i, sigstore] of [refused, { ...base.sigstore, identityToken: noToken }].entries()) {
      const directory = join(folder.path, `evidence-${i}`);
      await expect(sign({ ...base, directory, sigstore, onMissing: 'fail' })).rejects.toMatchObject({
        code: 'not-permitted',
      });
      expect(await readdir(folder.path)).toEqual(['app.tar.gz']);
      expect((await sign({ ...base, directory, sigstore })).missing).toEqual([refused]);
      await rm(directory, { recursive: true });
    }
  });

  it('stops for a key that cannot sign, whatever may be missing', async () => {
    await expect(sign(await options({ openpgp: { armoredKey: 'no key' } }))).rejects.toMatchObject({
      code: 'usage',
    });
    expect(await readdir(folder.path)).toEqual(['app.tar.gz']);
  });

  it('needs its steps in order', async () => {
    await expect(timestamp(await options())).rejects.toMatchObject({ code: 'not-found' });
    await expect(append(await options())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('has a proof that is never valid with a byte changed', async () => {
    const { assets } = await record(await options());
    const [artifact] = await artifacts();
    const made = assets.find(({ name }) => name.endsWith('.vmproof'))!;
    // No receipt commits to the token over the checkpoint; the tests of verify change it by rules of its own.
    const { checkpointTimestamps, ...committed } = parseProof(Buffer.from(made.content).toString());
    expect(checkpointTimestamps).toHaveLength(1);
    const content = utf8(makeProof(committed));
    // Every part of the file gets its share of a step that is prime; unit tests take a smaller proof byte by byte.
    for (let position = content.length % 97; position < content.length; position += 97) {
      const changed = Uint8Array.from(content, (byte, i) => (i === position ? byte ^ 1 : byte));
      const verdict = await verify(artifact!, changed).then(
        (it) => it.verdict,
        (error: unknown) => {
          // A receipt whose version became another one is from a later format.
          expect(error).toMatchObject({ code: expect.stringMatching(/^(verification-failed|incomplete)$/) });
          return 'malformed';
        },
      );
      expect(verdict).not.toBe('valid');
    }
  });
});
