import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { sha256Hex } from '../../common/bytes.ts';
import { VaultMeshError } from '../../common/error.ts';
import { evidenceFileName, type EvidenceFile } from '../receipt/evidence-file.ts';
import { checkFolderIndex, type FolderIndex } from './folder-index.ts';
import type { MissingEvidence } from './missing-evidence.ts';
import type { Subject } from './subject.ts';

/**
 * The folder that passes between signing, time-stamping and appending: `evidence.json` and one file for each piece
 * of evidence, under the name it will have on the ledger. It holds no secret.
 */
export interface EvidenceFolder {
  readonly subjects: readonly Subject[];
  readonly evidence: readonly EvidenceFile[];
  readonly missing: readonly MissingEvidence[];
}

const INDEX = 'evidence.json';
/** For its owner alone: a runner may have other users. */
const OWN = 0o600;

/** Makes the folder for `subjects`. Throws `conflict` when `directory` holds one already. */
export async function createFolder(directory: string, subjects: readonly Subject[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  const index: FolderIndex = { v: 1, subjects, evidence: [], missing: [] };
  try {
    await writeFile(join(directory, INDEX), serialize(index), { flag: 'wx', mode: OWN });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    throw new VaultMeshError(
      'conflict',
      `${directory} holds evidence already; remove it or name another folder.`,
      { cause },
    );
  }
}

/** Adds a piece of evidence under the next free number of its layer, and returns it with that number. */
export async function addEvidence(
  directory: string,
  evidence: Omit<EvidenceFile, 'n'>,
): Promise<EvidenceFile> {
  const index = await readIndex(directory);
  const n = index.evidence.filter(({ layer }) => layer === evidence.layer).length + 1;
  const { layer, subject, content } = evidence;
  await writeFile(join(directory, evidenceFileName({ layer, n })), content, { mode: OWN });
  const entry = { layer, n, ...(subject !== undefined && { subject }), sha256: sha256Hex(content) };
  await writeIndex(directory, { ...index, evidence: [...index.evidence, entry] });
  return { ...evidence, n };
}

/** Notes a piece of evidence that the record will do without. */
export async function addMissing(directory: string, missing: MissingEvidence): Promise<void> {
  const index = await readIndex(directory);
  await writeIndex(directory, { ...index, missing: [...index.missing, missing] });
}

/**
 * What the folder holds. Throws `not-found` when `directory` is no evidence folder, `verification-failed` when its
 * index is not well-formed or a file is not the one that was added.
 */
export async function readFolder(directory: string): Promise<EvidenceFolder> {
  const { subjects, evidence, missing } = await readIndex(directory);
  const files = evidence.map(async ({ layer, n, subject, sha256 }): Promise<EvidenceFile> => {
    const name = evidenceFileName({ layer, n });
    const content = await readFile(join(directory, name)).catch(() => undefined);
    if (content === undefined || sha256Hex(content) !== sha256) {
      throw new VaultMeshError(
        'verification-failed',
        `${name} in ${directory} is not the file that was added; start again from signing.`,
      );
    }
    return { layer, n, ...(subject !== undefined && { subject }), content: new Uint8Array(content) };
  });
  return { subjects, evidence: await Promise.all(files), missing };
}

async function readIndex(directory: string): Promise<FolderIndex> {
  let text: string;
  try {
    text = await readFile(join(directory, INDEX), 'utf8');
  } catch (cause) {
    throw new VaultMeshError('not-found', `There is no ${INDEX} in ${directory}; sign first.`, { cause });
  }
  return checkFolderIndex(text, join(directory, INDEX));
}

async function writeIndex(directory: string, index: FolderIndex): Promise<void> {
  const path = join(directory, INDEX);
  await writeFile(`${path}.new`, serialize(index), { mode: OWN });
  await rename(`${path}.new`, path);
}

const serialize = (index: FolderIndex): string => `${JSON.stringify(index, null, 2)}\n`;
