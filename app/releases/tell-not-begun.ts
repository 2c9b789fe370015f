import type { Repository } from '../../core/github/find-repository.ts';
import { codeSpan } from '../code-span.ts';
import { putRecordCheck, type RecordCheckWriter } from './put-record-check.ts';
import { RECORD } from './record-check.ts';

/** A release that nothing records. */
export interface UnrecordedRelease {
  readonly repository: Repository;
  readonly tag: string;
  readonly commit: string;
  /** The name of the workflow that was to record it by itself. */
  readonly workflow: string;
  /** Why the app cannot have it recorded either: in Markdown, with the remedy. */
  readonly why: string;
}

/** Says in the check of a release that the repository's workflow for it did not begin, and what is missing to have it recorded. */
export async function tellNotBegun(
  client: RecordCheckWriter,
  appId: number,
  { repository: { name, url }, tag, commit, workflow, why }: UnrecordedRelease,
): Promise<void> {
  const run = `${url}/actions/workflows/${encodeURIComponent(workflow)}`;
  await putRecordCheck(
    client,
    appId,
    { repository: name, commit, tag, run },
    {
      conclusion: 'failure',
      title: `The release ${tag} is not recorded`,
      summary: [
        `${codeSpan(workflow)} records releases, and no run of it began for this one: GitHub starts none for what a ` +
          'workflow does with its own `GITHUB_TOKEN`.',
        `The app cannot have it recorded: ${why}`,
        'Should a run of it have begun since, ask for this check again: it looks at the ledger anew.',
      ].join('\n\n'),
      actions: [RECORD],
    },
  );
}
