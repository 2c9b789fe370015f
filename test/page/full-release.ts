import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { generateKey } from 'openpgp';

import { fromHex, utf8 } from '../../core/common/bytes.ts';
import { fileContent, subjectOfFile } from '../../core/remembrancer/evidence/index.ts';
import { signDetached } from '../../core/remembrancer/evidence/openpgp/index.ts';
import { requestTimestamp } from '../../core/remembrancer/evidence/rfc3161/index.ts';
import { provenanceStatement } from '../../core/remembrancer/evidence/sigstore/provenance-statement.ts';
import { signStatement } from '../../core/remembrancer/evidence/sigstore/sign-statement.ts';
import type { EvidenceFile } from '../../core/remembrancer/receipt/index.ts';
import { formatTrustFile, type TrustFile } from '../../core/remembrancer/trust/index.ts';
import type { Services } from '../../sandbox/services/index.ts';
import { RUN, tokenOf } from '../core/remembrancer/evidence/sigstore/workflow-run.ts';
import { recordFile, type RecordedFile } from './record-file.ts';

/** A recorded file, and the trust under which every layer of it is valid. */
export interface FullRelease extends RecordedFile {
  readonly trust: TrustFile;
}

/** Records a file `name` with evidence of every kind, by the local services, on a ledger with a witness. */
export async function fullRelease(
  directory: string,
  services: Services,
  name: string,
  bytes: Uint8Array,
): Promise<FullRelease> {
  const path = join(directory, name);
  await writeFile(path, bytes);
  const subject = await subjectOfFile(path);
  const { privateKey } = await generateKey({
    userIDs: [{ name: 'Release' }],
    type: 'ecc',
    curve: 'ed25519Legacy',
  });
  const clock = (): Date => new Date();
  const signed = await signDetached({ content: fileContent(path), armoredKey: privateKey, clock });
  const bundle = await signStatement({
    statement: provenanceStatement([subject], RUN),
    identityToken: await tokenOf(services),
    fulcioUrl: services.fulcioUrl,
    rekorUrl: services.rekorUrl,
    tsaUrl: services.tsaUrl,
    timeoutMs: 10_000,
  });
  const date = (digest: Uint8Array): Promise<Uint8Array> =>
    requestTimestamp({ url: services.tsaUrl, digest, fetch, timeoutMs: 10_000, randomBytes });
  const token = await date(fromHex(subject.sha256)!);
  const evidence: EvidenceFile[] = [
    { layer: 'openpgp', n: 1, subject: name, content: utf8(signed.signature) },
    { layer: 'openpgp-key', n: 1, content: utf8(signed.publicKey) },
    { layer: 'sigstore', n: 1, content: utf8(bundle) },
    { layer: 'rfc3161', n: 1, subject: name, content: token },
  ];
  const recorded = await recordFile(path, subject, evidence, date);
  return {
    ...recorded,
    trust: {
      v: 1,
      policy: recorded.policy,
      openpgp: { fingerprints: [signed.fingerprint] },
      rfc3161: { roots: [services.tsaRoot], spkiPins: [] },
      sigstore: {
        trustedRoot: services.trustedRoot,
        identity: { issuer: services.oidc.issuer, repository: 'https://github.com/acme/app' },
      },
    },
  };
}

/** Writes a trust file and returns its path. */
export async function writeTrust(directory: string, name: string, trust: TrustFile): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, formatTrustFile(trust));
  return path;
}
