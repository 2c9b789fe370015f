import { fromHex } from '../../common/bytes.ts';
import { VaultMeshError } from '../../common/error.ts';
import { addEvidence, addMissing, readFolder, type EvidenceFolder } from '../evidence/evidence-folder.ts';
import type { MissingEvidence } from '../evidence/missing-evidence.ts';
import { publicAddress } from '../evidence/public-address.ts';
import type { Subject } from '../evidence/subject.ts';
import type { EvidenceFile } from '../receipt/evidence-file.ts';
import { isMissing, orMissing, type OnMissing } from './on-missing.ts';
import { refuseCollisions } from './refuse-collisions.ts';
import { askAuthority, authoritiesOf, type TimestampService } from './timestamp-service.ts';

export interface TimestampOptions extends TimestampService {
  /** The evidence folder that `sign` made; each authority gives a token over each of its subjects. */
  readonly directory: string;
  readonly onMissing: OnMissing;
  /** Ends the asking, for all subjects and authorities together; after 5 minutes by default. */
  readonly deadline?: AbortSignal;
}

const BUDGET_MS = 300_000;

type Piece = Omit<EvidenceFile, 'n'> | MissingEvidence;

/**
 * The second step of a record: adds an RFC 3161 token from each authority over each subject to the evidence folder.
 * Throws `not-found` without a folder, `usage` for subjects whose files would collide and, with `fail`, what kept an
 * authority from answering; then the folder is unchanged.
 */
export async function timestamp(options: TimestampOptions): Promise<EvidenceFolder> {
  const { directory } = options;
  const { subjects } = await readFolder(directory);
  refuseCollisions(subjects.map(({ name }) => name));
  for (const piece of await askAuthorities(options, subjects)) {
    await (isMissing(piece) ? addMissing(directory, piece) : addEvidence(directory, piece));
  }
  return readFolder(directory);
}

async function askAuthorities(options: TimestampOptions, subjects: readonly Subject[]): Promise<Piece[]> {
  const authorities = authoritiesOf(options);
  if ('reason' in authorities) return [authorities];
  // Authorities are asked side by side, and each for one subject after another.
  const { deadline = AbortSignal.timeout(BUDGET_MS) } = options;
  const answers = await Promise.all(authorities.map((url) => tokensOf(options, deadline, url, subjects)));
  return subjects.flatMap((_, index) => answers.flatMap((tokens) => tokens[index] ?? []));
}

async function tokensOf(
  options: TimestampOptions,
  deadline: AbortSignal,
  url: string,
  subjects: readonly Subject[],
): Promise<Piece[]> {
  const tokens: Piece[] = [];
  for (const { name, sha256 } of subjects) {
    const digest = fromHex(sha256) ?? new Uint8Array();
    const token = await orMissing('rfc3161', options.onMissing, async (): Promise<Piece> => {
      if (deadline.aborted) throw tooSlow(url);
      const content = await askAuthority(options, url, digest);
      return { layer: 'rfc3161', subject: name, content };
    });
    tokens.push(token);
    // One that is down would let the record wait for each subject anew.
    if (isMissing(token)) break;
  }
  return tokens;
}

const tooSlow = (url: string): VaultMeshError =>
  new VaultMeshError(
    'network',
    `The time-stamping authority ${publicAddress(url)} was too slow to give a token over each artifact.`,
  );
