import { sha256Hex } from '../../core/common/bytes.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { type IncidentOpener, openIncident } from '../github/open-incident.ts';
import type { Rekeyed } from './find-new-key.ts';
import { keyFile } from './witness-memory.ts';

/**
 * Tells the readers of a ledger, in one issue for each new key, that the witness does not follow it by itself, and what
 * a person edits once the rotation is confirmed. Returns the address of the issue.
 */
export function reportNewKey(
  client: IncidentOpener,
  appId: number,
  repository: RepositoryName,
  { origin, pinned, verifierKey, index, time, continues }: Rekeyed & { readonly origin: string },
): Promise<string> {
  const file = keyFile(repository.owner, origin);
  const body = [
    `The ledger \`${origin}\` is no longer signed by the key that this witness knows, so it is not cosigned.`,
    '',
    '```',
    `known  ${pinned}`,
    `now    ${verifierKey}`,
    '```',
    '',
    `Entry ${index} of the ledger (kind \`key\`, ${time}) records the new key, under a checkpoint that the known key signed. ${continues}`,
    '',
    'Whoever stole the known key could have made that record too. Ask the owner of the ledger, by another way than this ' +
      'repository, whether the key was replaced and whether these are the two keys.',
    '',
    `If so, put the new key above the known one in the file \`${file.path}\` on the branch \`${file.branch}\` of ` +
      `${file.repository}, so that it has these two lines:`,
    '',
    '```',
    verifierKey,
    pinned,
    '```',
    '',
    'The witness goes on from the checkpoint that it cosigned last when the ledger is pushed to next, or the app starts. ' +
      'If not, treat the log key as stolen: trust nothing that only the new key signs.',
  ].join('\n');
  return openIncident(client, appId, repository, {
    key: sha256Hex(`${pinned}\n${verifierKey}`).slice(0, 32),
    title: 'The ledger has a new key',
    body,
  });
}
