import { type Clock, formatTime } from '../../core/common/clock.ts';
import { counted } from '../../core/common/counted.ts';
import { toBase64, sha256Hex } from '../../core/common/bytes.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { LayerStatus } from '../../core/remembrancer/evidence/index.ts';
import {
  checkpointTimestampPath,
  type LedgerEntry,
  openNote,
  parsePolicy,
  parseVerifierKey,
  type NoteVerifier,
  publishedCheckpoint,
  readEntries,
  readPolicy,
} from '../../core/remembrancer/ledger/index.ts';
import { type KnownLedger, tellTrust } from './known-ledger.ts';
import { inCode, markdownTable, told } from './told.ts';

const NEWEST = 5;

/** The most witnesses that are named. */
const MOST_WITNESSES = 10;

export interface LedgerReader {
  /** The app's verifier key as a witness (C2SP vkey). */
  readonly witness: string;
  /** The address of the repository. */
  readonly address: string;
  readonly clock: Clock;
}

/**
 * A ledger in Markdown: size, root, time and witnesses of its checkpoint, whether it is what was seen before, and its newest entries.
 * Throws `verification-failed` that names the file.
 */
export async function tellLedger(
  ledger: KnownLedger,
  { witness, address, clock }: LedgerReader,
): Promise<string> {
  const { size, root, origin } = ledger.head.checkpoint;
  const entries = await newestEntries(ledger);
  return [
    `**${inCode(origin)}: ${stateOf(ledger)}**. ${tellTrust(ledger)}`,
    '',
    ...markdownTable(
      ['What', 'Value'],
      [
        ['Size', counted(size, 'entry', 'entries')],
        ['Root', inCode(toBase64(root))],
        ['Time of the checkpoint', await checkpointTime(ledger, clock)],
        ['Witnesses', await witnessesOf(ledger, witness)],
        [
          'Pages',
          `[what it is](${address}/tree/ledger), [all entries](${address}/blob/ledger/receipts/README.md), [feed](${address}/raw/ledger/feed.atom)`,
        ],
      ],
    ),
    ...(entries.length === 0 ? [] : ['', 'The newest entries:', '', ...entryTable(entries)]),
    '',
    `All of it is checked offline with \`npx vaultmesh ledger fsck ${ledger.repository.owner}/${ledger.repository.repo}\``,
  ].join('\n');
}

function stateOf({ key, history: { state } }: KnownLedger): LayerStatus {
  if (state === 'broken') return 'invalid';
  return key.from === 'nowhere' || state === 'unknown' ? 'untrusted' : 'valid';
}

/** The newest entries, the newest first; each is proven. */
async function newestEntries({ store, head }: KnownLedger): Promise<LedgerEntry[]> {
  const from = Math.max(0, head.checkpoint.size - NEWEST);
  const entries: LedgerEntry[] = [];
  for await (const chunk of readEntries(store, head, { from, newestFirst: true })) entries.push(...chunk);
  return entries;
}

const entryTable = (entries: readonly LedgerEntry[]): string[] =>
  markdownTable(
    ['Entry', 'Time', 'Kind', 'Operation', 'Component', 'Version'],
    entries.map(({ index, receipt: { time, kind, id, component, version } }) => [
      String(index),
      time,
      kind,
      told(id, 120),
      told(component, 60),
      told(version, 60),
    ]),
  );

/** What an authority's token states; the app pins none, so it can say more of a token that is wrong than of a good one. */
async function checkpointTime({ store, head, key }: KnownLedger, clock: Clock): Promise<string> {
  const path = checkpointTimestampPath(head.checkpoint.size);
  const tsr = (await store.read([path])).files.get(path);
  if (tsr === undefined) return '`absent`: no authority has time-stamped it';
  const { verifyTimestamp } = await import('../../core/remembrancer/evidence/rfc3161/index.ts');
  const logs = key.from === 'nowhere' ? [head.verifier] : [key.verifier];
  const { status, time, detail } = await verifyTimestamp({
    tsr,
    subject: { sha256: sha256Hex(publishedCheckpoint(head.note, logs)) },
    trust: { roots: [], spkiPins: [] },
    at: clock(),
  });
  return time === undefined || status === 'invalid'
    ? `\`${status}\`: ${told(detail)}`
    : `${time}, \`${status}\`: ${told(detail)}`;
}

/** Who cosigned the checkpoint: this app, and the witnesses of the policy that the branch suggests. */
async function witnessesOf(ledger: KnownLedger, own: string): Promise<string> {
  const { note, verifier } = ledger.head;
  const suggested = await suggestedWitnesses(ledger);
  const known = [parseVerifierKey(own), ...suggested.filter(({ verifierKey }) => verifierKey !== own)];
  const cosigned = cosignatures(note, verifier, known);
  const [app, ...others] = known.map((witness) => ({ witness, time: cosigned.get(witness.verifierKey) }));
  const present = others.filter(({ time }) => time !== undefined).slice(0, MOST_WITNESSES);
  return [
    `this app ${timeOf(app?.time) ?? '(not yet)'}`,
    ...present.map(({ witness, time }) => `${inCode(witness.name)} ${timeOf(time) ?? ''} (\`untrusted\`)`),
  ].join(', ');
}

/** The times of good cosignatures by the key of the witness, in seconds since 1970. */
function cosignatures(
  note: string,
  log: NoteVerifier,
  witnesses: readonly NoteVerifier[],
): Map<string, number> {
  const times = new Map<string, number>();
  for (const witness of witnesses) {
    try {
      for (const { verifier, time } of openNote(note, [log, witness]).signatures) {
        if (verifier === witness) times.set(witness.verifierKey, time);
      }
    } catch (error) {
      // A bad line by one witness says nothing of the others.
      if (!(error instanceof VaultMeshError)) throw error;
    }
  }
  return times;
}

/** The witnesses that the branch names: a hint, by which nothing is judged. */
async function suggestedWitnesses({ store, head }: KnownLedger): Promise<NoteVerifier[]> {
  try {
    return [...parsePolicy(await readPolicy(store, head)).witnesses.values()];
  } catch (error) {
    if (error instanceof VaultMeshError && ['usage', 'not-found'].includes(error.code)) return [];
    throw error;
  }
}

/** The latest time that JavaScript has, in seconds. */
const LAST = 8_640_000_000_000;

const timeOf = (seconds: number | undefined): string | undefined =>
  seconds === undefined
    ? undefined
    : seconds > LAST
      ? 'at no time'
      : `at ${formatTime(new Date(seconds * 1000))}`;
