import { sha256Hex } from '../../core/common/bytes.ts';
import { isTransient } from '../deliveries/is-transient.ts';
import { type CheckFailer, failCheck } from '../github/fail-check.ts';
import { fenced } from '../github/fenced.ts';
import { type IncidentOpener, openIncident } from '../github/open-incident.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';

export type AlarmRaiser = CheckFailer & IncidentOpener;

export interface Rewrite {
  readonly origin: string;
  /** The commit of the ledger branch at which it was seen. */
  readonly head: string;
  readonly reason: string;
  /** The log's key, by which both checkpoints are signed. */
  readonly verifierKey: string;
  /** Both signed checkpoints: the evidence. */
  readonly lastSeen: string;
  readonly present: string;
}

/**
 * Makes a rewritten ledger known where its readers are: a failed check on the head of the branch, and one issue for
 * as long as the last good checkpoint is the same, each with both checkpoints. Returns the address of the issue.
 */
export async function raiseAlarm(
  client: AlarmRaiser,
  appId: number,
  repository: RepositoryName,
  rewrite: Rewrite,
): Promise<string> {
  const { origin, head, reason, verifierKey, lastSeen, present } = rewrite;
  const evidence = [
    `${reason} Seen at commit ${head} of the branch \`ledger\`.`,
    '',
    `The checkpoint of \`${origin}\` that this witness cosigned last:`,
    fenced(lastSeen),
    'The checkpoint that the branch has now, signed by the same key:',
    fenced(present),
    'The key of the log, as this witness knows it:',
    fenced(verifierKey),
    'Both signatures can be checked with any client of C2SP signed notes: one log signed two histories. Whoever has the first ' +
      'checkpoint in a file sees it for themselves, without this app: `git fetch origin ' +
      `${head} && git branch --force ledger FETCH_HEAD && npx vaultmesh covenant --rule VM-I-02 --witnessed FILE\`.`,
    '',
    'Until this is explained, trust nothing that only the present checkpoint proves. The witness cosigns again when the branch ' +
      'continues the first one. Closing this issue ends nothing: it is open again when the branch is pushed to and still rewritten.',
  ].join('\n');
  const check = { name: 'VaultMesh ledger', title: reason, summary: evidence };
  const incident = {
    key: sha256Hex(lastSeen).slice(0, 32),
    title: 'The ledger was rewritten',
    body: evidence,
    commit: head,
  };
  // Each with the evidence, and whatever becomes of the other: a repository may have no issues, and GitHub the commit no more.
  const [failed, opened] = await Promise.allSettled([
    failCheck(client, appId, repository, head, check),
    openIncident(client, appId, repository, incident),
  ]);
  // Where one may come about in a while, that is what the attempt failed by.
  const isLater = opened.status === 'rejected' && isTransient(opened.reason);
  if (failed.status === 'rejected' && !isLater) throw failed.reason;
  if (opened.status === 'rejected') throw opened.reason;
  return opened.value;
}
