import type { Context } from 'probot';
import { VaultMeshError } from '../../core/common/error.ts';
import { fullName } from '../../core/github/repository-name.ts';
import type { ConfigReader } from '../github/agreed-config.ts';
import {
  type ChangedFile,
  listChangedFiles,
  type PullRequestFileLister,
} from '../github/list-changed-files.ts';
import type { ClosedPullRequest } from './closed-pull-request.ts';
import { decisionFolder } from './decision-folder.ts';
import { isDecisionPath, slugOfPath } from './parse-decision.ts';

/** Nobody turns down more at once, but somebody may propose 3,000 to have them in the ledger for ever. */
const MOST_TURNED_DOWN = 20;

/**
 * Each is a run of a workflow. GitHub lists a hundred of those at once, among which another attempt looks for what this one began; and
 * it keeps a hundred waiting for their turn, and cancels what comes after. Half of that leaves room for what else is recorded.
 */
const MOST_MERGED = 50;

/** GitHub lists no more files of a pull request. */
const MOST_LISTED = 3_000;

/** Changes of a merged file that leave a decision in it. */
const MERGED: readonly string[] = ['added', 'copied', 'modified', 'renamed'];

/** The files with decisions to record, and the folder that they are in. */
export interface DecisionFiles {
  readonly folder: string;
  readonly files: readonly ChangedFile[];
}

const NONE: DecisionFiles = { folder: '', files: [] };

/**
 * What of a pull request is to be recorded, where the configuration says that decisions are. Of a change that was not merged nothing
 * became: only what was proposed newly counts. What is left out is logged with the reason.
 */
export async function decisionFiles(
  client: ConfigReader & PullRequestFileLister,
  { repository, number, mergeCommit }: ClosedPullRequest,
  log: Pick<Context['log'], 'warn'>,
): Promise<DecisionFiles> {
  const about = { repository: fullName(repository), number };
  const isMerged = mergeCommit !== undefined;
  const kept = isMerged ? MERGED : ['added'];
  const changed = await listChangedFiles(client, repository, number);
  if (changed.length >= MOST_LISTED) {
    log.warn(about, 'GitHub lists no more files: decisions may be missed');
  }
  const texts = changed.filter(({ filename, status }) => /\.md$/i.test(filename) && kept.includes(status));
  if (texts.length === 0) return NONE;
  const folder = await folderOf();
  if (folder === undefined) return NONE;
  const files = texts.filter(({ filename: path }) => isDecisionPath(folder, path) && isPlain(path));
  if (!isMerged && files.length > MOST_TURNED_DOWN) {
    log.warn(about, `Decisions not recorded: more than ${MOST_TURNED_DOWN} were turned down at once`);
    return NONE;
  }
  if (files.length > MOST_MERGED) {
    const { filename: path } = files[MOST_MERGED] ?? {};
    log.warn(
      { ...about, path, left: files.length - MOST_MERGED },
      `Decisions not recorded from this path on: more than ${MOST_MERGED} were merged at once. Record them by /record decision`,
    );
  }
  return { folder, files: files.slice(0, MOST_MERGED) };

  async function folderOf(): Promise<string | undefined> {
    try {
      return await decisionFolder(client, repository);
    } catch (error) {
      if (!(error instanceof VaultMeshError)) throw error;
      log.warn(about, `Decisions not recorded: ${error.message}`);
      return undefined;
    }
  }

  function isPlain(path: string): boolean {
    if (slugOfPath(path) !== undefined) return true;
    log.warn(
      { ...about, path },
      'Decision not recorded: rename the file and its folders, with ASCII letters, digits, dots, hyphens and underscores only, and 140 at most',
    );
    return false;
  }
}
