import { equalBytes, toBase64 } from '../../../common/bytes.ts';
import { counted } from '../../../common/counted.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { FILES, operationPath } from '../branch/branch-paths.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { FsckResult } from '../fsck/fsck.ts';
import { prefixRoots } from '../fsck/prefix-roots.ts';
import { type BranchHistory, treeAt } from './branch-history.ts';
import { type DroppedAdmission, findDroppedAdmissions } from './dropped-admissions.ts';
import type { Reference } from './find-reference.ts';
import { type Incident, type IncidentKind, IncidentList } from './incidents.ts';
import { isOrderly } from './file-rules.ts';
import { openHistory } from './open-history.ts';
import { openPin } from './open-pin.ts';
import { blobsOf, type HistoryCheckpoints } from './read-checkpoints.ts';

export interface AuditOptions {
  /** The log's key (vkey) as the reader knows it; without it that of the first commit. */
  readonly verifierKey?: string;
  /** A signed checkpoint of this log that the reader kept: the branch must continue it. */
  readonly pin?: string;
  /** What errors call the pin, such as its file. */
  readonly pinName?: string;
}

export interface AuditResult {
  /** Every incident is repaired, and the head is sound. */
  readonly sound: boolean;
  readonly head: string;
  /** The keys of the log: the one that it was audited by, and those that its records put in its place. */
  readonly verifierKeys: readonly string[];
  /** The largest log that the branch ever had (root in base64). */
  readonly log: { readonly origin: string; readonly size: number; readonly root: string };
  /** The signed note of the head's checkpoint, to be kept as a pin; absent while the audit is not sound. */
  readonly pin?: string;
  readonly commits: number;
  /** Commits whose checkpoint is proven to be a beginning of that log. */
  readonly proven: number;
  readonly incidents: readonly Incident[];
  /** The whole check of the newest commit that has the last checkpoint. */
  readonly fsck: FsckResult;
}

/**
 * Walks the history of a ledger branch: the checkpoint of every commit must extend those before it, no commit may
 * change what an entry commits to, and none may be a merge. What broke this is an incident, and repaired when a later commit put all back.
 * That the key signed two logs cannot be repaired. Nor can a branch that was forced back tell what it had: a `pin`
 * does. Throws `not-found`, `usage` for a bad key or a pin that is no checkpoint, `verification-failed` for a pin that this
 * log's key did not sign or when the key signed nothing here.
 */
export async function auditHistory(
  history: BranchHistory,
  { verifierKey, pin, pinName = 'that was given' }: AuditOptions = {},
): Promise<AuditResult> {
  const head = history.commits.at(-1);
  if (head === undefined) throw new VaultMeshError('not-found', `There is nothing in ${history.name}.`);
  const { checkpoints, reference } = await openHistory(history, verifierKey);
  const pinned = pin === undefined ? undefined : openPin(pin, pinName, checkpoints.verifiers);
  const judge = judgeOf(reference, checkpoints, pinned);

  const incidents = new IncidentList();
  const keys = await keyBlobs(history, checkpoints);
  const dropped = await findDroppedAdmissions(history, checkpoints);
  walk(history, checkpoints, reference, { judge, keys, dropped }, incidents);
  checkEnd(history, reference, incidents);
  if (pinned !== undefined) {
    const fault = judgePin(pinned, reference.checkpoint, judge);
    if (fault !== undefined) incidents.open(head.id, fault.kind, fault.detail);
  }
  const { origin, size, root } = reference.checkpoint;
  const sound = incidents.all.every(({ repairedBy }) => repairedBy !== undefined);
  const note = sound ? await noteAt(history, reference.at) : undefined;
  return {
    sound,
    head: head.id,
    verifierKeys: checkpoints.verifiers.map((verifier) => verifier.verifierKey),
    log: { origin, size, root: toBase64(root) },
    ...(note !== undefined && { pin: note }),
    commits: history.commits.length,
    proven: checkpoints.byCommit.filter(
      (checkpoint) => typeof checkpoint !== 'string' && judge(checkpoint) === undefined,
    ).length,
    incidents: incidents.all,
    fsck: reference.newest,
  };
}

interface Fault {
  readonly kind: IncidentKind;
  readonly detail: string;
}

/** What is wrong with a signed checkpoint, seen from the last log. */
type Judge = (checkpoint: Checkpoint) => Fault | undefined;

function judgeOf(
  { checkpoint: last, leaves }: Reference,
  { byCommit }: HistoryCheckpoints,
  pinned: Checkpoint | undefined,
): Judge {
  const signed = byCommit.filter((checkpoint) => typeof checkpoint !== 'string');
  const sizes = new Set([...signed, ...(pinned === undefined ? [] : [pinned])].map(({ size }) => size));
  const roots = leaves === undefined ? new Map<number, Uint8Array>() : prefixRoots(leaves, sizes);
  roots.set(last.size, last.root);
  return ({ size, root }) => {
    const expected = roots.get(size);
    if (expected === undefined) {
      return {
        kind: 'unproven',
        detail: `That the log of ${counted(size, 'entry', 'entries')} continues in this one cannot be proven.`,
      };
    }
    if (equalBytes(expected, root)) return undefined;
    return {
      kind: 'fork',
      detail:
        `The key signed two logs: one of ${counted(size, 'entry', 'entries')} with the root ${toBase64(root)}, and ` +
        (size === last.size
          ? `one with the root ${toBase64(expected)}.`
          : `one of ${last.size}, of which the first ${size} have the root ${toBase64(expected)}.`),
    };
  };
}

/** What the walk judges a commit by. */
interface Rules {
  readonly judge: Judge;
  readonly keys: ReadonlySet<string>;
  readonly dropped: ReadonlyMap<number, DroppedAdmission>;
}

function walk(
  { commits, ...rest }: BranchHistory,
  { byCommit }: HistoryCheckpoints,
  reference: Reference,
  { judge, keys, dropped }: Rules,
  incidents: IncidentList,
): void {
  const last = treeAt({ commits, ...rest }, reference.at);
  const repeated = new Set(reference.newest.repeated.map(({ id }) => operationPath(id)));
  const wrong = new Set<string>();
  let largest = 0;
  let told: string | undefined;
  const missing = new Set<DroppedAdmission>();
  // What an admission brought is not in the last log while the admission is gone, and did belong there.
  const lost = new Set(
    [...dropped.values()].flatMap(({ since, until }) => (until === undefined ? [since] : [])),
  );
  commits.forEach(({ id, parents, changes }, at) => {
    const checkpoint = byCommit[at] ?? '';
    const fault = faultOf(checkpoint, largest, judge);
    if (fault !== undefined && fault.detail !== told) incidents.open(id, fault.kind, fault.detail);
    told = fault?.detail;
    if (typeof checkpoint !== 'string') largest = Math.max(largest, checkpoint.size);

    // What came after the last sound commit is for the check of the head to tell.
    const disorderly =
      at > reference.at || lost.has(at)
        ? []
        : changes.filter((change) => !repeated.has(change.path) && !isOrderly(change, last, keys));
    if (parents.length > 1) {
      incidents.open(id, 'merge', `It has ${parents.length} parents: no writer makes such a commit.`);
    }
    const admission = dropped.get(at);
    if (admission !== undefined) missing.add(admission);
    if (disorderly.length > 0 && fault === undefined) {
      incidents.open(id, 'files', describeFiles(disorderly.map(({ path }) => path)));
    } else if (admission !== undefined && fault === undefined) {
      incidents.open(
        id,
        'files',
        `The admission after ${counted(admission.size, 'entry', 'entries')} went before it was integrated.`,
      );
    }
    for (const open of missing) if (open.until === at) missing.delete(open);
    for (const { path } of changes) wrong.delete(path);
    for (const { path, file } of disorderly) if (file !== undefined || last.has(path)) wrong.add(path);
    const isWhole = wrong.size === 0 && missing.size === 0 && parents.length <= 1;
    if (fault === undefined && isWhole) incidents.closeAll(id);
  });
}

function faultOf(checkpoint: Checkpoint | string, largest: number, judge: Judge): Fault | undefined {
  if (typeof checkpoint === 'string') return { kind: 'unreadable', detail: checkpoint };
  const fault = judge(checkpoint);
  if (fault !== undefined || checkpoint.size >= largest) return fault;
  return {
    kind: 'rollback',
    detail: `The branch had ${counted(largest, 'entry', 'entries')}, and went back to ${checkpoint.size}.`,
  };
}

/** What is wrong at the head, where the walk could not tell. */
function checkEnd(
  { commits }: BranchHistory,
  { at, isSound, newest }: Reference,
  incidents: IncidentList,
): void {
  const later = commits[at + 1]?.id;
  if (newest.sound && isSound) return;
  const files = describeFiles([...new Set(newest.problems.map(({ file }) => file))]);
  const id = isSound && later !== undefined ? later : (commits[at]?.id ?? '');
  incidents.open(id, 'files', `${files}; "vaultmesh ledger fsck" has the details.`);
}

function judgePin(pinned: Checkpoint, last: Checkpoint, judge: Judge): Fault | undefined {
  if (pinned.size <= last.size) return judge(pinned);
  return {
    kind: 'rollback',
    detail: `The pinned checkpoint has ${counted(pinned.size, 'entry', 'entries')}, and the branch never more than ${last.size}: it was forced back.`,
  };
}

const SHOWN = 5;

function describeFiles(paths: readonly string[]): string {
  const shown = paths.slice(0, SHOWN).join(', ');
  return `Not as the log has it: ${shown}${paths.length > SHOWN ? ` and ${paths.length - SHOWN} more` : ''}`;
}

/** The blobs of the history that are a key of the log and nothing else. */
async function keyBlobs(
  history: BranchHistory,
  { verifiers }: HistoryCheckpoints,
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(blobsOf(history, FILES.verifierKey))].filter((oid) => oid !== undefined);
  const blobs = ids.length === 0 ? new Map<string, Uint8Array>() : await history.readBlobs(ids);
  const texts = verifiers.map(({ verifierKey }) => `${verifierKey}\n`);
  return new Set(ids.filter((oid) => texts.includes(Buffer.from(blobs.get(oid) ?? []).toString())));
}

async function noteAt(history: BranchHistory, at: number): Promise<string | undefined> {
  const oid = treeAt(history, at).get(FILES.checkpoint)?.oid;
  const content = oid === undefined ? undefined : (await history.readBlobs([oid])).get(oid);
  return content && new TextDecoder().decode(content);
}
