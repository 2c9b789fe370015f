import { fromUtf8, sha256Hex } from '../../../../common/bytes.ts';
import { VaultMeshError } from '../../../../common/error.ts';
import { parseCheckpoint, splitNote } from '../../../ledger/index.ts';
import { sourceStore } from '../../../ledger/fsck/index.ts';
import type { CovenantContext, PeerReader } from '../../covenant-context.ts';
import type { Found } from '../../found.ts';
import { compareWithKept, type KeptComparison } from '../../ledger/compare-with-kept.ts';
import { told } from '../../ledger/told.ts';
import { withLedger } from '../../ledger/with-ledger.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { addressOfPeer } from './peers/address-of-peer.ts';
import { boundedSource } from './peers/bounded-source.ts';

/** A peer shows everybody the history that it showed us. */
export const peersConsistent: RepositoryRule = {
  id: 'VM-III-04',
  title: 'What peers serve is consistent with the checkpoints that are held of them',
  severity: 'high',
  level: 'warn',
  since: 1,
  fixable: false,
  kind: 'repository',
  check,
};

const HELD = /^witness\/[0-9a-f]{64}\/checkpoint$/u;

function check(context: CovenantContext): Promise<RepositoryAnswer> {
  const { peers } = context;
  return withLedger(context, async ({ source }) => {
    const listing = await source.list();
    if (listing === undefined) return [CANNOT_LIST];
    const paths = listing.files.filter((file) => HELD.test(file));
    if (paths.length === 0) return { notApplicable: 'the ledger holds no checkpoint of a peer' };
    if (peers === undefined) return { notApplicable: 'peers are asked only where the network may be used' };
    const asked = paths.slice(0, MOST_PEERS);
    const files = await source.read(asked);
    const found: Found[] = [];
    for (const path of asked) found.push(...(await checkPeer(path, files.get(path), peers)));
    return paths.length > MOST_PEERS ? [...found, notAsked(paths.length)] : found;
  });
}

/** So many are asked, one after the other. */
const MOST_PEERS = 64;

/** What of one is read: the proof of a log of a million entries takes some dozens of files of 8 KB, its keys more. */
const BOUNDS = { bytes: 64 * 1024 * 1024, files: 4096, time: 60_000 };

const notAsked = (held: number): Found => ({
  message: `The ledger holds the checkpoints of ${held} peers, and ${MOST_PEERS} are asked.`,
  remedy:
    'Compare the others by hand, with `vaultmesh ledger audit ADDRESS --pin FILE` and the checkpoint that is held.',
  cannotTell: true,
});

async function checkPeer(path: string, content: Uint8Array | undefined, peers: PeerReader): Promise<Found[]> {
  const held = heldNote(content);
  if (held === undefined) {
    const message = `${path} of the ledger is not a checkpoint.`;
    return [{ message, remedy: 'Have the witness cosign the peer anew.', cannotTell: true }];
  }
  const { note, origin } = held;
  if (path !== `witness/${sha256Hex(origin)}/checkpoint`) {
    const message = told(`${path} of the ledger is the checkpoint of ${origin}, whose place that is not.`);
    return [{ message, remedy: 'Find who put it there with `vaultmesh ledger audit OWNER/REPO`.' }];
  }
  const address = addressOfPeer(origin);
  if (address === undefined) {
    const message = told(`Where the peer ${origin} serves its ledger is not known.`);
    const remedy =
      'Compare it by hand: `vaultmesh ledger audit ADDRESS --pin FILE`, where the file is the checkpoint that is held.';
    return [{ message, remedy, cannotTell: true }];
  }
  return foundOf(origin, path, await askPeer(peers, address, note));
}

async function askPeer(peers: PeerReader, address: string, note: string): Promise<KeptComparison> {
  try {
    const source = peers(address);
    try {
      return await compareWithKept(sourceStore(boundedSource(source, BOUNDS)), note);
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof VaultMeshError) return { verdict: 'unknown', reason: error.message };
    throw error;
  }
}

function foundOf(origin: string, path: string, comparison: KeptComparison): Found[] {
  if (comparison.verdict === 'follows') return [];
  const { verdict, reason } = comparison;
  if (verdict === 'unknown') {
    return [
      {
        message: told(
          `What the peer ${origin} serves cannot be compared with the checkpoint that is held of it. ${reason}`,
        ),
        remedy: 'Check again later; ask the owner of the peer when it stays so.',
        cannotTell: true,
      },
    ];
  }
  return [
    {
      message: told(`The peer ${origin} does not serve the history that it showed before. ${reason}`),
      remedy: `Keep ${path} and the checkpoint that it serves now: both together are the evidence; ask its owner.`,
    },
  ];
}

function heldNote(
  content: Uint8Array | undefined,
): { readonly note: string; readonly origin: string } | undefined {
  try {
    const note = fromUtf8(content ?? new Uint8Array());
    return { note, origin: parseCheckpoint(splitNote(note).text).origin };
  } catch {
    return undefined;
  }
}

const CANNOT_LIST: Found = {
  message:
    'The place of the ledger cannot list its files, so which peers it holds checkpoints of is not known.',
  remedy: 'Check a clone that has the branch.',
  cannotTell: true,
};
