import { VaultMeshError } from '../../core/common/error.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { readBranch } from '../../core/github/read-branch.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import {
  type AdoptablePart,
  isAboutService,
  type Overlay,
  parseSpawnRequest,
  renderAdoption,
  type SpawnSettings,
  type TreeFile,
} from '../../core/spawn/index.ts';
import {
  findPullRequest,
  openPullRequest,
  type PullRequest,
  type PullRequestOpener,
} from '../github/open-pull-request.ts';
import { withTrailer } from '../spawn/request-key.ts';
import { findLanguage } from './find-language.ts';
import { listPaths, type PathLister, type Paths } from './list-paths.ts';
import { type SortedFiles, sortFiles } from './sort-files.ts';

export type PartAdopter = PathLister & PullRequestOpener;

export interface AdoptionOrder {
  readonly part: AdoptablePart;
  /** What the person said of the service, by the names of a spawn request. */
  readonly words: Readonly<Record<string, string>>;
  readonly settings: SpawnSettings;
  readonly overlay: Overlay | undefined;
  /** From `requestKey`. */
  readonly key: string;
  readonly commentUrl: string;
}

/**
 * Proposes the files of a part that the repository does not have, in one pull request for one comment; what is there stays.
 * Returns in Markdown what was proposed, and what was left alone and why.
 *
 * Throws `not-found` for an empty repository, `usage` and `policy` for words that no service can have.
 */
export async function adoptPart(
  client: PartAdopter,
  { name, defaultBranch }: Repository,
  order: AdoptionOrder,
): Promise<string> {
  const { part, key, commentUrl } = order;
  const branch = `vaultmesh/adopt-${part}-${key.slice(0, 8)}`;
  const earlier = await findPullRequest(client, name, branch);
  if (earlier) return proposed(earlier);
  const head = await readBranch(client, name, defaultBranch);
  if (head === undefined) {
    throw new VaultMeshError('not-found', `${fullName(name)} has no commit yet. Give it a first one.`);
  }
  const paths = await listPaths(client, name, head);
  const sorted = sortFiles(filesOf(name, order, paths), paths);
  const described = describe(sorted);
  if (sorted.added.length === 0) return ['There is nothing to add.', '', ...described].join('\n');
  const title = `feat: adopt ${part}`;
  const opened = await openPullRequest(client, name, {
    branch,
    title,
    message: withTrailer(title, key),
    body: [`Asked for in ${commentUrl}.`, '', ...described].join('\n'),
    files: sorted.added,
  });
  return [proposed(opened), '', ...described].join('\n');
}

const proposed = ({ number, url }: PullRequest): string => `[Pull request #${number}](${url}) proposes it.`;

/** The words are about a service: what belongs to none takes any. */
function filesOf(
  { owner, repo }: RepositoryName,
  { part, words, settings, overlay }: AdoptionOrder,
  paths: Paths,
): TreeFile[] {
  const about = isAboutService(part)
    ? { name: repo, ...words, language: words['language'] ?? findLanguage(paths) }
    : { name: 'any-service' };
  return renderAdoption(part, parseSpawnRequest({ ...about, owner }, overlay?.defaults), settings, overlay);
}

function describe({ added, left }: SortedFiles): string[] {
  return [
    ...added.map(({ path }) => `- \`${path}\` is new`),
    ...left.map(({ path, why }) => `- \`${path}\` was left alone: ${why}`),
  ];
}
