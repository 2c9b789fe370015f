import { sha256Hex } from '../../core/common/bytes.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { LEDGER } from '../../core/remembrancer/provision/index.ts';
import { fenced } from '../github/fenced.ts';
import { type IncidentOpener, openIncident } from '../github/open-incident.ts';
import type { Seen } from './witness-memory.ts';

/** A ledger that this witness knows, and whose branch is not there any more. */
export interface Deletion {
  readonly origin: string;
  readonly seen: Seen;
  /** Of the GitHub on which it was. */
  readonly serverUrl: string;
}

/**
 * Tells the readers of a ledger, in one issue for as long as the checkpoint that was cosigned last is the same, that its branch was deleted,
 * and how it comes back. Returns the address of the issue.
 */
export function reportDeletion(
  client: IncidentOpener,
  appId: number,
  repository: RepositoryName,
  { origin, seen, serverUrl }: Deletion,
): Promise<string> {
  const branch = `${serverUrl}/${fullName(repository)}/activity?ref=refs/heads/${LEDGER}`;
  const body = [
    `The branch \`${LEDGER}\` is not there any more: nobody can look up here what the ledger has recorded.`,
    '',
    `The checkpoint of \`${origin}\` that this witness cosigned last:`,
    fenced(seen.note),
    'The key of the log, as this witness knows it:',
    fenced(seen.verifierKey),
    `[The activity of the branch](${branch}) says who deleted it, and at which commit. Any clone that has fetched it has it whole: ` +
      `\`git push origin refs/remotes/origin/${LEDGER}:refs/heads/${LEDGER}\`.`,
    '',
    'Proofs that were handed out before stand without it. The witness cosigns again when the branch continues that checkpoint; a new ' +
      'ledger in its place is another history. The ruleset of a ledger lets nobody delete it: look who changed that.',
  ].join('\n');
  return openIncident(client, appId, repository, {
    key: sha256Hex(`deleted\n${seen.note}`).slice(0, 32),
    title: 'The ledger was deleted',
    body,
  });
}
