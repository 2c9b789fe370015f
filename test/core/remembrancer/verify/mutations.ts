import { expect } from '@jest/globals';
import { fromBER, type BaseBlock, type Constructed } from 'asn1js';

import { equalBytes, fromUtf8, utf8 } from '../../../../core/common/bytes.ts';
import { VaultMeshError } from '../../../../core/common/error.ts';
import { LAYERS } from '../../../../core/remembrancer/evidence/index.ts';
import { makeProof, parseProof, type Proof } from '../../../../core/remembrancer/proof/index.ts';
import { verifyArtifact, type Verdict } from '../../../../core/remembrancer/verify/index.ts';
import { DEFAULT_REQUIRED, judge } from '../../../../core/remembrancer/verify/verdict.ts';
import type { FullRelease } from './full-proof.ts';

type Mutate = (bytes: Uint8Array, at: number) => Uint8Array;

/** What is done to a byte: one bit of it is turned over, it is left out, it is there twice. */
const MUTATIONS: Readonly<Record<string, Mutate>> = {
  flip: (bytes, at) => bytes.map((byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte)),
  delete: (bytes, at) => Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(at + 1)),
  duplicate: (bytes, at) => Uint8Array.of(...bytes.subarray(0, at + 1), ...bytes.subarray(at)),
};

/** Every `stride`-th mutant of `bytes`, from `offset` on; those that are the same bytes again are left out. */
function* mutants(
  bytes: Uint8Array,
  stride: number,
  offset: number,
): Generator<{ name: string; at: number; mutant: Uint8Array }> {
  for (let at = offset % stride; at < bytes.length; at += stride) {
    for (const [name, mutate] of Object.entries(MUTATIONS)) {
      const mutant = mutate(bytes, at);
      if (!equalBytes(mutant, bytes)) yield { name, at, mutant };
    }
  }
}

const verify = (release: FullRelease, proof: Proof): Promise<Verdict> =>
  verifyArtifact({ ...release, proof, require: LAYERS, clock: () => new Date() });

/** The verdict on a proof file with every layer required; a file that is refused is `refused`, anything else thrown is a crash. */
async function verdictOnFile(release: FullRelease, file: Uint8Array): Promise<Verdict | 'refused'> {
  if (!isUtf8(file)) return 'refused';
  try {
    return await verify(release, parseProof(fromUtf8(file)));
  } catch (error) {
    expect(error).toBeInstanceOf(VaultMeshError);
    expect(['verification-failed', 'incomplete']).toContain((error as VaultMeshError).code);
    return 'refused';
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    fromUtf8(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A range of bytes that nothing vouches for. */
type Range = readonly [start: number, end: number];

/**
 * Changes every `stride`-th byte of the proof file. Gives the changes that left it valid although the byte is not among
 * those that ledger-schema/SPEC.md lists as not authenticated: with every layer required, and by default.
 */
export async function survivorsInFile(
  release: FullRelease,
  { stride, offset }: { stride: number; offset: number },
): Promise<string[]> {
  const file = utf8(makeProof(release.proof));
  const text = fromUtf8(file);
  const loose = looseRanges(release, text);
  const survivors: string[] = [];
  for (const { name, at, mutant } of mutants(file, stride, offset)) {
    const verdict = await verdictOnFile(release, mutant);
    if (verdict === 'refused') continue;
    const isLoose = (ranges: readonly Range[]): boolean =>
      ranges.some(([start, end]) => at >= start && at < end);
    if (verdict.verdict === 'valid' && !isLoose(loose.always)) survivors.push(`${name} ${at}, all required`);
    const byDefault = judge(verdict.layers, DEFAULT_REQUIRED);
    if (byDefault === 'valid' && !isLoose(loose.always) && !isLoose(loose.unlessRequired))
      survivors.push(`${name} ${at}, by default`);
  }
  return survivors;
}

/** Where in the text of a proof file stands what the specification lists; `text` is ASCII here. */
function looseRanges(
  { proof }: FullRelease,
  text: string,
): { readonly always: readonly Range[]; readonly unlessRequired: readonly Range[] } {
  const unlessRequired: Range[] = [];
  const always: Range[] = [];
  for (const token of proof.checkpointTimestamps ?? []) {
    const encoded = Buffer.from(token).toString('base64');
    const start = text.indexOf(encoded);
    // A token by somebody whom the trust file does not name is left aside.
    unlessRequired.push([start, start + encoded.length]);
    for (const [from, to] of looseInToken(token)) {
      always.push([start + Math.floor((from * 4) / 3), start + Math.ceil((to * 4) / 3) + 1]);
    }
  }
  // A cosignature by a key that is not known; its line begins with a dash of three bytes.
  for (const { index } of text.matchAll(/\u2014 witness\.example [^\\]*\\n/gu)) {
    const start = Buffer.byteLength(text.slice(0, index));
    unlessRequired.push([start, start + Buffer.byteLength(/^[^\\]*\\n/u.exec(text.slice(index))?.[0] ?? '')]);
  }
  return { always, unlessRequired };
}

/** The bytes of a TimeStampResp outside of what is signed, the signature and the certificate of its signer. */
export function looseInToken(token: Uint8Array): Range[] {
  const { result } = fromBER(token);
  const items = (block: BaseBlock | undefined): readonly BaseBlock[] =>
    (block as Constructed).valueBlock.value;
  const [, contentInfo] = items(result);
  const [, explicit] = items(contentInfo);
  const [signedData] = items(explicit);
  const [, , encapsulated, certificates, ...rest] = items(signedData);
  const [, content] = items(encapsulated);
  const [signerInfo] = items(rest.at(-1));
  const [signerCertificate] = items(certificates);
  const signed = items(signerInfo).find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0);
  const signature = items(signerInfo).find(
    ({ idBlock }) => idBlock.tagClass === 1 && idBlock.tagNumber === 4,
  );
  const rangeOf = (block: BaseBlock | undefined): Range => {
    const { byteOffset, byteLength } = block!.valueBeforeDecodeView;
    // The input may itself be a view.
    const start = byteOffset - result.valueBeforeDecodeView.byteOffset;
    return [start, start + byteLength];
  };
  const [start, end] = rangeOf(signature);
  // Both headers, of the OCTET STRING and of the SEQUENCE of an ECDSA signature in it, say nothing: there is one way to read them.
  const firm: Range[] = [...[content, signerCertificate, signed].map(rangeOf), [start + 4, end]];
  const sorted = firm.toSorted(([a], [b]) => a - b);
  const ends = [0, ...sorted.map(([, end]) => end)];
  return [...sorted.map(([start]) => start), token.length].map((start, i) => [ends[i] ?? 0, start]);
}

/** Changes every `stride`-th byte of the tokens over the checkpoint, and gives the changes that left their layer valid. */
export async function survivorsInTokens(
  release: FullRelease,
  { stride, offset }: { stride: number; offset: number },
): Promise<string[]> {
  const survivors: string[] = [];
  const [token] = release.proof.checkpointTimestamps ?? [];
  const loose = looseInToken(token!);
  for (const { name, at, mutant } of mutants(token!, stride, offset)) {
    if (loose.some(([start, end]) => at >= start && at < end)) continue;
    const proof = { ...release.proof, evidence: [], later: [], checkpointTimestamps: [mutant] };
    const { layers } = await verify(release, proof);
    if (layers.some(({ layer, status }) => layer === 'checkpoint-time' && status === 'valid'))
      survivors.push(`${name} ${at}`);
  }
  return survivors;
}

/** Changes every `stride`-th byte of every receipt and evidence file, and gives the changes that were not invalid. */
export async function survivorsInEvidence(
  release: FullRelease,
  { stride, offset }: { stride: number; offset: number },
): Promise<string[]> {
  const { proof } = release;
  const [late] = proof.later ?? [];
  const survivors: string[] = [];
  const look = async (what: string, bytes: Uint8Array, put: (mutant: Uint8Array) => Proof): Promise<void> => {
    for (const { name, at, mutant } of mutants(bytes, stride, offset)) {
      const { verdict } = await verify(release, put(mutant));
      if (verdict !== 'invalid') survivors.push(`${what}: ${name} ${at}, ${verdict}`);
    }
  };
  await look('receipt', proof.receipt, (receipt) => ({ ...proof, receipt }));
  await look('later receipt', late!.receipt, (receipt) => ({ ...proof, later: [{ ...late!, receipt }] }));
  for (const [i, file] of proof.evidence.entries()) {
    await look(`${file.layer}-${file.n}`, file.content, (content) => ({
      ...proof,
      evidence: proof.evidence.with(i, { ...file, content }),
    }));
  }
  await look('later evidence', late!.evidence[0]!.content, (content) => ({
    ...proof,
    later: [{ ...late!, evidence: [{ ...late!.evidence[0]!, content }] }],
  }));
  return survivors;
}
