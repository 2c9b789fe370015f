import { fromUtf8, sha256Hex } from '../../common/bytes.ts';
import { decisionPath } from '../decisions/record-of-decision.ts';
import type { MemoryRecord } from './memory-record.ts';

/** A file that a decision was recorded with: where it stood, and what it was. */
export interface DecisionFile {
  readonly path: string;
  readonly commit: string;
  /** Of its content, in hex. */
  readonly sha256: string;
}

/** Where the texts of decisions are: a repository. */
export interface DecisionTexts {
  /** The contents of `files` by their SHA-256s, as far as they can be got. What it gives need not be true. */
  read(files: readonly DecisionFile[]): Promise<ReadonlyMap<string, Uint8Array>>;
}

/** Texts by the SHA-256 of their UTF-8 bytes, in hex. */
export type ProvenTexts = ReadonlyMap<string, string>;

/** The longest text that is taken, in bytes: 60 KiB. Of a longer one the receipt speaks alone. */
export const MAX_TEXT_BYTES = 61_440;

/** The files that decisions were recorded with, of receipts that name a commit. What is no plain path is left out. */
export const decisionFiles = (records: readonly MemoryRecord[]): DecisionFile[] =>
  records.flatMap(({ kind, id, subjects, source: { commit } }) =>
    kind === 'decision' && commit !== undefined
      ? subjects
          .filter(({ size = 0 }) => size <= MAX_TEXT_BYTES)
          .map(({ name, sha256 }) => ({ path: pathOf(id, name), commit, sha256 }))
          .filter(({ path }) => path.split('/').every(isPlainName))
      : [],
  );

/**
 * The texts that decisions were recorded with. A content is believed only when it has the SHA-256 that the receipt has, so that
 * nobody but the one who recorded it says what was decided; what is not UTF-8 is left out, and so is what cannot be got.
 */
export async function readDecisionTexts(
  source: DecisionTexts,
  records: readonly MemoryRecord[],
): Promise<ProvenTexts> {
  const texts = new Map<string, string>();
  const files = decisionFiles(records);
  if (files.length === 0) return texts;
  const contents = await source.read(files);
  for (const { sha256 } of files) {
    const content = contents.get(sha256);
    const text = content !== undefined && isProven(content, sha256) ? decoded(content) : undefined;
    if (text !== undefined) texts.set(sha256, text);
  }
  return texts;
}

const isProven = (content: Uint8Array, sha256: string): boolean =>
  content.length <= MAX_TEXT_BYTES && sha256Hex(content) === sha256;

/** The operation id of a decision names the path, and a subject the file alone. */
function pathOf(id: string, name: string): string {
  const path = decisionPath(id);
  return path?.split('/').at(-1) === name ? path : `docs/adr/${name}`;
}

/** Neither an option, nor a way out of the repository or into git's own folder. */
const isPlainName = (name: string): boolean => /^\.?\w[\w.-]*$/u.test(name) && name.toLowerCase() !== '.git';

function decoded(content: Uint8Array): string | undefined {
  try {
    return fromUtf8(content);
  } catch {
    return undefined;
  }
}
