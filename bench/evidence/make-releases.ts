import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { utf8 } from '../../core/common/bytes.ts';
import { systemClock } from '../../core/common/clock.ts';
import { fileContent, subjectOfFile } from '../../core/remembrancer/evidence/index.ts';
import { signDetached } from '../../core/remembrancer/evidence/openpgp/index.ts';
import { makeProof } from '../../core/remembrancer/proof/index.ts';
import { formatTrustFile } from '../../core/remembrancer/trust/index.ts';
import { startServices } from '../../sandbox/services/index.ts';
import { fullLedger } from '../../test/core/remembrancer/verify/full-proof.ts';
import { recordFile } from '../../test/page/record-file.ts';

/** What `vaultmesh verify` needs to judge a release `name` in a folder. */
export type VerifyArguments = readonly string[];

const verifyArguments = (name: string): VerifyArguments => ['verify', name, '--trust', `${name}.trust.json`];

/** Writes a release with evidence of every layer, its proof and a trust file. */
export async function makeFullRelease(folder: string): Promise<VerifyArguments> {
  const services = await startServices();
  try {
    const { content, proof, trust } = await (await fullLedger(services)).release('full');
    writeFileSync(join(folder, 'full'), content);
    writeFileSync(join(folder, 'full.vmproof'), makeProof(proof));
    writeFileSync(join(folder, 'full.trust.json'), formatTrustFile(trust));
  } finally {
    await services.stop();
  }
  const layers = 'digest,openpgp,sigstore,rfc3161,receipt,inclusion,checkpoint-time,witness';
  return [...verifyArguments('full'), '--require', layers];
}

/** Records the file `name` of `folder` with an OpenPGP signature and a witness, and nothing else. */
export async function makeSignedRelease(folder: string, name: string): Promise<VerifyArguments> {
  const path = join(folder, name);
  const subject = await subjectOfFile(path);
  const { privateKey: armoredKey } = await generateKey({
    userIDs: [{ name: 'Release' }],
    type: 'ecc',
    curve: 'ed25519Legacy',
  });
  const signed = await signDetached({ content: fileContent(path), armoredKey, clock: systemClock });
  const { policy } = await recordFile(path, subject, [
    { layer: 'openpgp', n: 1, subject: name, content: utf8(signed.signature) },
    { layer: 'openpgp-key', n: 1, content: utf8(signed.publicKey) },
  ]);
  const openpgp = { fingerprints: [signed.fingerprint] };
  const trust = formatTrustFile({ v: 1, policy, openpgp, rfc3161: { roots: [], spkiPins: [] } });
  writeFileSync(join(folder, `${name}.trust.json`), trust);
  return [...verifyArguments(name), '--require', 'digest,openpgp,receipt,inclusion,witness'];
}
