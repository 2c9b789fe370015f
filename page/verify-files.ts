import type { Clock } from '../core/common/clock.ts';
import { asVaultMeshError, VaultMeshError } from '../core/common/error.ts';
import { failed, type Outcome } from '../core/common/outcome.ts';
import type { Layer } from '../core/remembrancer/evidence/index.ts';
import { parseProof } from '../core/remembrancer/proof/index.ts';
import { parseTrustFile } from '../core/remembrancer/trust/index.ts';
import { outcomeOfVerdict, verifyArtifact, type FileVerdict } from '../core/remembrancer/verify/index.ts';
import { metered, type OnProgress } from './metered.ts';
import { readText } from './read-text.ts';
import { subjectOfFile } from './subject-of-file.ts';

/** What a person chose. */
export interface Choice {
  readonly artifact?: File;
  readonly proof?: File;
  readonly trust?: File;
  /** Layers that must be valid; none for the default. */
  readonly require: readonly Layer[];
  readonly at?: Date;
}

/** Checks the chosen files: the same outcome as `vaultmesh verify --json` gives for them. Does not throw. */
export async function verifyFiles(
  choice: Choice,
  clock: Clock,
  onProgress: OnProgress,
): Promise<Outcome<FileVerdict>> {
  try {
    return await verify(choice, clock, onProgress);
  } catch (error) {
    return failed(asVaultMeshError(error));
  }
}

async function verify(choice: Choice, clock: Clock, onProgress: OnProgress): Promise<Outcome<FileVerdict>> {
  const { require, at } = choice;
  refuseWithoutCryptography();
  const artifact = chosen(choice.artifact, 'artifact', 'choose the file that you downloaded');
  const proofFile = chosen(choice.proof, 'proof', `it is an asset of the release, ${artifact.name}.vmproof`);
  const trustFile = chosen(choice.trust, 'trust file', 'make one with "vaultmesh trust init"');
  const proof = parseProof(await readText(proofFile, 'proof'), proofFile.name);
  const trust = parseTrustFile(await readText(trustFile, 'trust file'), trustFile.name);
  const subject = await subjectOfFile(
    artifact.name,
    metered(artifact, `Hashing ${artifact.name}`, onProgress),
  );
  const content = (): ReadableStream<Uint8Array> =>
    metered(artifact, `Reading ${artifact.name} for its OpenPGP signature`, onProgress);
  const verdict = await verifyArtifact({
    artifact: { subject, content },
    proof,
    trust,
    clock,
    ...(require.length > 0 && { require }),
    ...(at !== undefined && { at }),
  });
  return outcomeOfVerdict(verdict, artifact.name, trustFile.name);
}

function refuseWithoutCryptography(): void {
  // Typed as always there; browsers leave it out where they do not trust the page's address.
  if ((globalThis.crypto as Partial<Crypto> | undefined)?.subtle !== undefined) return;
  throw new VaultMeshError(
    'incomplete',
    'This browser lets a page from disk use no cryptography (WebCrypto); open it in another one, or use `vaultmesh verify`.',
  );
}

function chosen(file: File | undefined, what: string, remedy: string): File {
  if (file !== undefined) return file;
  throw new VaultMeshError('not-found', `There is no ${what}; ${remedy}.`);
}
