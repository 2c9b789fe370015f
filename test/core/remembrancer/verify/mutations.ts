import { isDeepStrictEqual } from 'node:util';

import { expect } from '@jest/globals';

import { fromUtf8, utf8 } from '../../../../core/common/bytes.ts';
import { VaultMeshError } from '../../../../core/common/error.ts';
import { LAYERS, type Layer } from '../../../../core/remembrancer/evidence/index.ts';
import { makeProof, parseProof, type Proof } from '../../../../core/remembrancer/proof/index.ts';
import { verifyArtifact, type Verdict } from '../../../../core/remembrancer/verify/index.ts';
import { DEFAULT_REQUIRED, judge } from '../../../../core/remembrancer/verify/verdict.ts';
import { changesOf, type Sample } from './byte-changes.ts';
import type { FullRelease } from './full-proof.ts';
import {
  notAuthenticatedInFile,
  notAuthenticatedInToken,
  type NotAuthenticated,
} from './not-authenticated.ts';

/** The verdict on a proof; one that is not even looked at is `refused`, anything else thrown is a crash. */
async function verdictOn(release: FullRelease, read: () => Proof): Promise<Verdict | 'refused'> {
  try {
    return await verifyArtifact({ ...release, proof: read(), require: LAYERS, clock: () => new Date() });
  } catch (error) {
    expect(error).toBeInstanceOf(VaultMeshError);
    expect(['verification-failed', 'incomplete']).toContain((error as VaultMeshError).code);
    return 'refused';
  }
}

/**
 * Changes every byte of the sample in the proof file. Gives the changes that left it valid by default although the byte
 * is not on the list of those that are not authenticated, or left the layer valid that it loses.
 */
export async function survivorsInFile(release: FullRelease, sample: Sample): Promise<string[]> {
  const file = utf8(makeProof(release.proof));
  const list = notAuthenticatedInFile(release.proof, fromUtf8(file));
  const survivors: string[] = [];
  for (const { name, at, bytes } of changesOf(file, sample)) {
    // As programs read a file: bytes that are not UTF-8 become U+FFFD.
    const read = (): Proof => parseProof(Buffer.from(bytes).toString());
    const ofChanges = await verdictOn(release, () => changedParts(read(), release.proof));
    // Nothing that is right outweighs what is wrong, so the same proof with the rest of its evidence is invalid too.
    if (ofChanges === 'refused' || ofChanges.verdict === 'invalid') continue;
    const verdict = await verdictOn(release, read);
    if (verdict === 'refused' || judge(verdict.layers, DEFAULT_REQUIRED) !== 'valid') continue;
    if (!isOnList(list, at, (layer) => isValid(verdict, layer))) survivors.push(name);
  }
  return survivors;
}

/** The proof without the evidence that it has in common with `whole`. */
function changedParts(proof: Proof, whole: Proof): Proof {
  const changed = <T>(parts: readonly T[] = [], others: readonly T[] = []): T[] =>
    parts.filter((part) => !others.some((other) => isDeepStrictEqual(part, other)));
  return {
    ...proof,
    evidence: changed(proof.evidence, whole.evidence),
    checkpointTimestamps: changed(proof.checkpointTimestamps, whole.checkpointTimestamps),
    later: changed(proof.later, whole.later),
  };
}

/** Changes every byte of the sample in the token over the checkpoint. Gives the changes that left its layer valid. */
export async function survivorsInToken(release: FullRelease, sample: Sample): Promise<string[]> {
  const bare = withoutEvidence(release.proof);
  const token = release.proof.checkpointTimestamps![0]!;
  const list = notAuthenticatedInToken(token);
  const survivors: string[] = [];
  for (const { name, at, bytes } of changesOf(token, sample)) {
    const verdict = await verdictOn(release, () => ({ ...bare, checkpointTimestamps: [bytes] }));
    if (verdict === 'refused' || !isValid(verdict, 'checkpoint-time')) continue;
    if (!isOnList(list, at)) survivors.push(name);
  }
  return survivors;
}

/**
 * Changes every byte of the sample in every receipt and evidence file, of which the proof then has that one alone:
 * nothing else in it can be wrong. Gives the changes that were not invalid.
 */
export async function survivorsInEvidence(release: FullRelease, sample: Sample): Promise<string[]> {
  const bare = withoutEvidence(release.proof);
  const late = release.proof.later![0]!;
  const survivors: string[] = [];
  const look = async (
    what: string,
    whole: Uint8Array,
    put: (changed: Uint8Array) => Proof,
  ): Promise<void> => {
    expect(await verdictOn(release, () => put(whole))).toMatchObject({ verdict: 'incomplete' });
    for (const { name, bytes } of changesOf(whole, sample)) {
      const verdict = await verdictOn(release, () => put(bytes));
      if (verdict !== 'refused' && verdict.verdict !== 'invalid')
        survivors.push(`${what}: ${name}, ${verdict.verdict}`);
    }
  };
  await look('receipt', bare.receipt, (receipt) => ({ ...bare, receipt }));
  for (const file of release.proof.evidence) {
    await look(`${file.layer}-${file.n}`, file.content, (content) => ({
      ...bare,
      evidence: [{ ...file, content }],
    }));
  }
  await look('later receipt', late.receipt, (receipt) => ({
    ...bare,
    later: [{ ...late, receipt, evidence: [] }],
  }));
  for (const file of late.evidence) {
    await look(`later ${file.layer}-${file.n}`, file.content, (content) => ({
      ...bare,
      later: [{ ...late, evidence: [{ ...file, content }] }],
    }));
  }
  return survivors;
}

/** What is left is the receipt, that it is in the log, and for what subject. */
const withoutEvidence = ({ subject, receipt, tlogProof }: Proof): Proof => ({
  subject,
  receipt,
  evidence: [],
  tlogProof,
});

const isValid = ({ layers }: Verdict, name: Layer): boolean =>
  layers.some(({ layer, status }) => layer === name && status === 'valid');

/** Whether the byte is on the list, and the layer that it loses is lost. */
const isOnList = (
  list: readonly NotAuthenticated[],
  at: number,
  stillValid: (layer: Layer) => boolean = () => false,
): boolean =>
  list.some(
    ({ start, end, loses }) => at >= start && at < end && (loses === undefined || !stillValid(loses)),
  );
