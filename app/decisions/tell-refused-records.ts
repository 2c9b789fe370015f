import { quietComment, type QuietCommenter } from '../github/quiet-comment.ts';
import type { ClosedPullRequest } from './closed-pull-request.ts';

/** A decision for which the record workflow was not started. */
export interface RefusedRecord {
  readonly path: string;
  /** In a sentence, with the remedy. */
  readonly why: string;
}

/** Says on a pull request which of its decisions the repository's workflow did not take when it was closed, and what to do. */
export async function tellRefusedRecords(
  client: QuietCommenter,
  appId: number,
  { repository, number, mergeCommit }: ClosedPullRequest,
  refused: readonly RefusedRecord[],
): Promise<void> {
  const [first] = refused;
  const again =
    mergeCommit === undefined ? '' : ` Then comment \`/record decision ${first?.path ?? ''}\` here.`;
  const text = [
    '**Not recorded** when this was closed:',
    '',
    ...refused.map(({ path }) => `- \`${path}\``),
    '',
    `${first?.why ?? ''}${again}`,
  ].join('\n');
  await quietComment(client, appId, { repository, issue: number }, 'refused-records', text);
}
