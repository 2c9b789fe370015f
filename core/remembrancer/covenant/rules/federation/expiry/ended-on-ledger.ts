import { formatTime } from '../../../../../common/clock.ts';
import { checkpointTimestampPath, evidencePath } from '../../../../ledger/index.ts';
import type { EvidenceLayer } from '../../../../receipt/index.ts';
import type { ContextLedger, LedgerRecord } from '../../../ledger/context-ledger.ts';
import type { Found } from '../../../found.ts';

/** Records whose time-stamps are in memory at once. */
const AT_ONCE = 256;

/** Of what the ledger goes on with, what has ended at the moment `at`: the newest OpenPGP key, and time-stamps without a younger one. */
export const endedOnLedger = async (ledger: ContextLedger, at: Date): Promise<Found[]> => [
  ...(await endedKeys(ledger, at)),
  ...(await endedTimestamps(ledger, at)),
];

/** A key that an earlier record was signed with may have ended: its signatures are judged at their time. */
async function endedKeys({ source, records }: ContextLedger, at: Date): Promise<Found[]> {
  const newest = (await records()).findLast((record) => pathsOf(record, 'openpgp-key').length > 0);
  if (newest === undefined) return [];
  const files = await source.read(pathsOf(newest, 'openpgp-key'));
  const { keyEnd, readPublicKeys } = await import('../../../../evidence/openpgp/index.ts');
  const found: Found[] = [];
  for (const key of await readPublicKeys([...files.values()].map(textOf))) {
    const end = await keyEnd(key, at);
    if (end === undefined) continue;
    found.push({
      message: `The OpenPGP key ${key.getFingerprint().toUpperCase()}, with which the newest signed record (entry ${newest.index}) was made, ${end}.`,
      remedy: 'Extend the key, or make a new one, and give it to the workflow that records.',
    });
  }
  return found;
}

/**
 * Time-stamps whose certificates have ended, and that no lasting one over a later checkpoint vouches for, whose tree has
 * them (RFC 4998). A time-stamp that does not carry its certificate does not tell.
 */
async function endedTimestamps(ledger: ContextLedger, at: Date): Promise<Found[]> {
  const endOfToken = endReader();
  const covered = await lastingCheckpoint(ledger, at, endOfToken);
  const open = (await ledger.records()).filter(
    (record) => record.index >= covered && pathsOf(record, 'rfc3161').length > 0,
  );
  const ended: { readonly index: number; readonly end: Date }[] = [];
  for (let first = 0; first < open.length; first += AT_ONCE) {
    const some = open.slice(first, first + AT_ONCE);
    const files = await ledger.source.read(some.flatMap((record) => pathsOf(record, 'rfc3161')));
    for (const record of some) {
      const ends: Date[] = [];
      for (const path of pathsOf(record, 'rfc3161')) ends.push(...listOf(await endOfToken(files.get(path))));
      const last = ends.toSorted((a, b) => b.getTime() - a.getTime())[0];
      if (last !== undefined && last < at) ended.push({ index: record.index, end: last });
    }
  }
  const [first] = ended;
  if (first === undefined) return [];
  const { end } = ended.reduce((one, other) => (other.end < one.end ? other : one));
  const others = ended.length === 1 ? '' : ` and of ${ended.length - 1} more`;
  return [
    {
      message: `The certificates behind the time-stamps of entry ${first.index}${others} have ended, the first at ${formatTime(end)}, and no later time-stamp over a checkpoint takes their place.`,
      remedy:
        'Renew them with `vaultmesh backfill OWNER/REPO --log-key KEY-FILE --renew-before YYYY-MM-DD` and a date that is years ahead.',
    },
  ];
}

/** The size of the largest checkpoint under a time-stamp that has not ended; 0 when there is none. */
async function lastingCheckpoint(
  { source, head }: ContextLedger,
  at: Date,
  endOfToken: EndReader,
): Promise<number> {
  const { size } = (await head()).checkpoint;
  const listing = await source.list();
  const sizes = listing?.files.flatMap((file) => {
    const [, digits] = /^timestamps\/([1-9]\d{0,15})\.tsr$/u.exec(file) ?? [];
    return digits === undefined || Number(digits) > size ? [] : [Number(digits)];
  }) ?? [size];
  for (const each of sizes.toSorted((a, b) => b - a)) {
    const path = checkpointTimestampPath(each);
    const end = await endOfToken((await source.read([path])).get(path));
    if (end !== undefined && end >= at) return each;
  }
  return 0;
}

type EndReader = (token: Uint8Array | undefined) => Promise<Date | undefined>;

/**
 * Reads where the certificates of tokens end. To take a token apart is slow, and most of a ledger are signed by the same
 * few certificates: one that has a known one in it ends with that.
 */
function endReader(): EndReader {
  const known: { readonly signer: Buffer; readonly end: Date }[] = [];
  return async (token) => {
    if (token === undefined) return undefined;
    const bytes = Buffer.from(token.buffer, token.byteOffset, token.byteLength);
    const seen = known.find(({ signer }) => bytes.includes(signer));
    if (seen !== undefined) return seen.end;
    const { readTimestamp } = await import('../../../../evidence/rfc3161/index.ts');
    const content = await readTimestamp(token);
    if (typeof content === 'string') return undefined;
    const { signer, expires } = content;
    if (signer && expires) known.push({ signer: Buffer.from(signer), end: expires });
    return expires;
  };
}

const listOf = (end: Date | undefined): Date[] => (end === undefined ? [] : [end]);

const pathsOf = ({ index, receipt }: LedgerRecord, layer: EvidenceLayer): string[] =>
  receipt.evidence.filter((digest) => digest.layer === layer).map((digest) => evidencePath(index, digest));

const textOf = (content: Uint8Array): string => Buffer.from(content).toString();
