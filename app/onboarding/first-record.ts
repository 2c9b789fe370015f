import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { decisionVersion } from '../../core/remembrancer/decisions/index.ts';
import { CONFIG_PATH } from '../../core/remembrancer/covenant/index.ts';
import type { ChangedFile } from '../github/list-changed-files.ts';
import { RECORD_PATH, type RecordOrder } from '../recording/start-record.ts';
import { onboardingOperation } from './onboarding-names.ts';
import type { MergedOnboarding } from './read-onboarding.ts';

/** What is recorded: of the files that people have merged, those that make a repository keep records. */
const FILES: readonly string[] = [RECORD_PATH, CONFIG_PATH];

/** The first record of a repository, which shows that its workflow writes to its ledger. */
export function firstRecord(
  repository: RepositoryName,
  { number, url, mergeCommit }: MergedOnboarding,
  changed: readonly ChangedFile[],
): RecordOrder {
  const files = changed.filter(({ filename, status }) => FILES.includes(filename) && status !== 'removed');
  return {
    kind: 'discovery',
    operation: onboardingOperation(number),
    component: repository.repo,
    version: decisionVersion(mergeCommit),
    commit: mergeCommit,
    files: files.map(({ filename }) => filename).join('\n'),
    context: JSON.stringify({
      what: `The record workflow of ${fullName(repository)} writes to its ledger`,
      why: 'The pull request that proposed it was merged',
      how: 'The workflow recorded the files that brought it',
    }),
    links: JSON.stringify([{ rel: 'pull-request', target: url }]),
  };
}
