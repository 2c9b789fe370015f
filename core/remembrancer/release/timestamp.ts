import { fromHex } from '../../common/bytes.ts';
import { addEvidence, addMissing, readFolder, type EvidenceFolder } from '../evidence/evidence-folder.ts';
import type { MissingEvidence } from '../evidence/missing-evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import type { EvidenceFile } from '../receipt/evidence-file.ts';
import { isMissing, orMissing, type OnMissing } from './on-missing.ts';

export interface TimestampOptions {
  /** The evidence folder that `sign` made. */
  readonly directory: string;
  /** Addresses of RFC 3161 authorities, each of which gives a token over each subject; or why none is asked. */
  readonly authorities: readonly string[] | MissingEvidence;
  readonly onMissing: OnMissing;
  readonly fetch: typeof fetch;
  readonly randomBytes: (size: number) => Uint8Array;
  /** For each request; 20 s by default. */
  readonly timeoutMs?: number;
}

type Piece = Omit<EvidenceFile, 'n'> | MissingEvidence;

const TIMEOUT_MS = 20_000;

const NONE_CONFIGURED: MissingEvidence = {
  layer: 'rfc3161',
  reason: 'not-configured',
  detail: 'No time-stamping authority is configured.',
};

/**
 * The second step of a record: adds an RFC 3161 token from each authority over each subject to the evidence folder.
 *
 * Throws `not-found` without a folder and, with `fail`, what kept an authority from answering; then the folder is
 * unchanged.
 */
export async function timestamp(options: TimestampOptions): Promise<EvidenceFolder> {
  const { directory } = options;
  const { subjects } = await readFolder(directory);
  for (const piece of await askAuthorities(options, subjects)) {
    await (isMissing(piece) ? addMissing(directory, piece) : addEvidence(directory, piece));
  }
  return readFolder(directory);
}

async function askAuthorities(options: TimestampOptions, subjects: readonly Subject[]): Promise<Piece[]> {
  const { authorities } = options;
  if ('reason' in authorities) return [authorities];
  if (authorities.length === 0) return [NONE_CONFIGURED];
  // Authorities are asked side by side, and each for one subject after another.
  const answers = await Promise.all(authorities.map((url) => askAuthority(options, url, subjects)));
  return subjects.flatMap((_, index) => answers.flatMap((tokens) => tokens[index] ?? []));
}

async function askAuthority(
  options: TimestampOptions,
  url: string,
  subjects: readonly Subject[],
): Promise<Piece[]> {
  const { requestTimestamp } = await import('../evidence/rfc3161/index.ts');
  const { onMissing, fetch, randomBytes, timeoutMs = TIMEOUT_MS } = options;
  const tokens: Piece[] = [];
  for (const { name, sha256 } of subjects) {
    const digest = fromHex(sha256) ?? new Uint8Array();
    const token = await orMissing('rfc3161', onMissing, async (): Promise<Piece> => {
      const content = await requestTimestamp({ url, digest, fetch, timeoutMs, randomBytes });
      return { layer: 'rfc3161', subject: name, content };
    });
    tokens.push(token);
    // One that is down would let the record wait for each subject anew.
    if (isMissing(token)) break;
  }
  return tokens;
}
