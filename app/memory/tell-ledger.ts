import type { Clock } from '../../core/common/clock.ts';
import { counted } from '../../core/common/counted.ts';
import { toBase64, sha256Hex } from '../../core/common/bytes.ts';
import type { LayerStatus } from '../../core/remembrancer/evidence/index.ts';
import {
  checkpointTimestampPath,
  type LedgerEntry,
  publishedCheckpoint,
  readEntries,
} from '../../core/remembrancer/ledger/index.ts';
import { type KnownLedger, tellTrust } from './known-ledger.ts';
import { tellWitnesses } from './tell-witnesses.ts';
import { inCode, markdownTable, told } from './told.ts';

const NEWEST = 5;

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
        ['Witnesses', await tellWitnesses(ledger, witness)],
        [
          'Pages',
          `[what it is](${address}/tree/ledger), [all entries](${address}/blob/ledger/receipts/README.md), [feed](${address}/raw/ledger/feed.atom)`,
        ],
      ],
    ),
    ...(entries.length === 0 ? [] : ['', 'The newest entries:', '', ...entryTable(entries)]),
    '',
    `All of it is checked with \`npx vaultmesh ledger fsck ${ledger.repository.owner}/${ledger.repository.repo}\``,
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
