import { fromUtf8, sha256Hex } from '../../core/common/bytes.ts';
import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { type Artifact, bytesContent, type LayerVerdict } from '../../core/remembrancer/evidence/index.ts';
import { parseProof, type Proof } from '../../core/remembrancer/proof/index.ts';
import { isEvidenceName } from '../../core/remembrancer/release/is-evidence-name.ts';
import type { Release, ReleasedFile } from '../github/release-of-tag.ts';
import { type Judge, judgeDigest, judgeProof } from './judge-file.ts';

/** A file of a release with its layers, or in `why` a sentence of plain text on why there are none. */
export type JudgedFile = {
  readonly name: string;
  /** Whether it was looked for in the ledger's own index only, since the log is too large to be read. */
  readonly isIndexed?: boolean;
} & (
  | { readonly layers: readonly LayerVerdict[]; readonly note?: string }
  | { readonly status: 'invalid' | 'absent' | 'untrusted'; readonly why: string }
);

export interface JudgedRelease {
  readonly files: readonly JudgedFile[];
  /** Sentences of plain text about what was not looked at. */
  readonly notes: readonly string[];
}

/** What is read of one release. Sizes are in bytes. */
const MOST = { files: 10, proof: 2 * 1024 * 1024, content: 16 * 1024 * 1024, allContents: 64 * 1024 * 1024 };

const PROOF = '.vmproof';

/** Holds the files of a release against the ledger, one after another. `read` gives the content of a file. */
export async function verifyRelease(
  judge: Judge,
  { files }: Release,
  read: (file: ReleasedFile) => Promise<Uint8Array>,
): Promise<JudgedRelease> {
  const byName = new Map(files.map((file) => [file.name, file]));
  const artifacts = files.filter(({ name }) => !name.endsWith(PROOF) && !isEvidenceName(name, byName));
  const orphans = files.filter(
    ({ name }) => name.endsWith(PROOF) && !byName.has(name.slice(0, -PROOF.length)),
  );
  const looked = artifacts.slice(0, MOST.files);
  const judged: JudgedFile[] = [];
  let left = MOST.allContents;
  for (const file of looked) {
    const isRead = file.size <= Math.min(MOST.content, left);
    if (isRead) left -= file.size;
    judged.push(await judgeFile(judge, file, byName.get(`${file.name}${PROOF}`), isRead, read));
  }
  return {
    files: judged,
    notes: [
      ...(artifacts.length > looked.length
        ? [`Not looked at: ${counted(artifacts.length - looked.length, 'more file')}.`]
        : []),
      ...(orphans.length > 0
        ? [`Not looked at: ${counted(orphans.length, 'proof')} without the file beside it.`]
        : []),
    ],
  };
}

async function judgeFile(
  judge: Judge,
  file: ReleasedFile,
  proofFile: ReleasedFile | undefined,
  isRead: boolean,
  read: (file: ReleasedFile) => Promise<Uint8Array>,
): Promise<JudgedFile> {
  const { name } = file;
  const artifact = isRead ? artifactOf(file, await read(file)) : toldArtifact(file);
  if (artifact === undefined) {
    return { name, status: 'untrusted', why: `It is too large to be read here, and GitHub tells no digest.` };
  }
  const note = isRead ? {} : { note: TOLD };
  if (proofFile === undefined) {
    const { layers, isWhole } = await judgeDigest(judge, artifact);
    const indexed = isWhole ? {} : { isIndexed: true };
    if (layers !== undefined) return { name, layers, ...note, ...indexed };
    return { name, ...(isWhole ? ABSENT : UNSEEN), ...indexed };
  }
  if (proofFile.size > MOST.proof) {
    return { name, status: 'untrusted', why: 'Its proof is too large to be read here.' };
  }
  const proof = readProof(await read(proofFile), proofFile.name);
  if (proof instanceof VaultMeshError) {
    const isNewer = proof.code === 'incomplete';
    return { name, status: isNewer ? 'untrusted' : 'invalid', why: proof.message };
  }
  return { name, layers: await judgeProof(judge, artifact, proof), ...note };
}

const ABSENT = {
  status: 'absent',
  why: 'It has no proof in the release, and no record of the ledger names its digest.',
} as const;

const UNSEEN = {
  status: 'untrusted',
  why: "It has no proof in the release, and the ledger's own index names no record of its digest, which does not say that there is none.",
} as const;

const TOLD = 'It is too large to be read here, so it is judged by the digest that GitHub tells of it.';

const artifactOf = ({ name, size }: ReleasedFile, content: Uint8Array): Artifact => ({
  subject: { name, size, sha256: sha256Hex(content) },
  content: bytesContent(content),
});

function toldArtifact({ name, digest }: ReleasedFile): Artifact | undefined {
  const [, sha256] = /^sha256:([0-9a-f]{64})$/.exec(digest ?? '') ?? [];
  return sha256 === undefined ? undefined : { subject: { name, sha256 } };
}

function readProof(content: Uint8Array, name: string): Proof | VaultMeshError {
  try {
    return parseProof(fromUtf8(content), name);
  } catch (error) {
    if (error instanceof VaultMeshError) return error;
    if (error instanceof TypeError) {
      return new VaultMeshError('verification-failed', `${name} is not UTF-8.`);
    }
    throw error;
  }
}
