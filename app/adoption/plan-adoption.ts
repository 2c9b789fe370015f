import { sha256Hex } from '../../core/common/bytes.ts';
import { canonicalJsonBytes } from '../../core/common/canonical-json.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { type BranchReader, readBranch } from '../../core/github/read-branch.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import {
  type AdoptablePart,
  isAboutService,
  type Overlay,
  parseSpawnRequest,
  renderAdoption,
  type SpawnRequest,
  type SpawnSettings,
  treeId,
  type TreeFile,
} from '../../core/spawn/index.ts';
import { findLanguage } from './find-language.ts';
import { listPaths, type PathLister, type Paths } from './list-paths.ts';
import { sortFiles } from './sort-files.ts';

export interface WantedPart {
  readonly part: AdoptablePart;
  /** What the person said of the service, by the names of a spawn request. */
  readonly words: Readonly<Record<string, string>>;
  readonly settings: SpawnSettings;
  readonly overlay: Overlay | undefined;
}

export interface AdoptionPlan {
  /** SHA-256 in hex over the repository, the part and the files that are added: it changes where any of them does. */
  readonly hash: string;
  readonly added: readonly TreeFile[];
  /** What is added, and what is left alone and why, in Markdown. */
  readonly described: readonly string[];
}

/**
 * The files of a part that a repository does not have; what is there stays.
 *
 * Throws `not-found` for an empty repository, `usage` and `policy` for words that no service can have.
 */
export async function planAdoption(
  client: BranchReader & PathLister,
  { name, defaultBranch }: Pick<Repository, 'name' | 'defaultBranch'>,
  wanted: WantedPart,
): Promise<AdoptionPlan> {
  const head = await readBranch(client, name, defaultBranch);
  if (head === undefined) {
    throw new VaultMeshError('not-found', `${fullName(name)} has no commit yet. Give it a first one.`);
  }
  const paths = await listPaths(client, name, head);
  const { added, left } = sortFiles(filesOf(name, wanted, paths), paths);
  const decided = { schema: 1, repository: fullName(name), part: wanted.part, tree: treeId(added) };
  return {
    hash: sha256Hex(canonicalJsonBytes(decided)),
    added,
    described: [
      ...added.map(({ path }) => `- \`${path}\` is new`),
      ...left.map(({ path, why }) => `- \`${path}\` was left alone: ${why}`),
    ],
  };
}

/** The words are about a service: what belongs to none takes any. */
function filesOf(
  { owner, repo }: RepositoryName,
  { part, words, settings, overlay }: WantedPart,
  paths: Paths,
): TreeFile[] {
  const about = isAboutService(part)
    ? { name: repo, ...words, language: words['language'] ?? findLanguage(paths) }
    : { name: 'any-service' };
  const request = parseAbout({ ...about, owner }, overlay, 'name' in words);
  return renderAdoption(part, request, settings, overlay);
}

/** Throws what `parseSpawnRequest` throws, and where the name is that of the repository, how to give another. */
function parseAbout(about: object, overlay: Overlay | undefined, isNamed: boolean): SpawnRequest {
  try {
    return parseSpawnRequest(about, overlay?.defaults);
  } catch (error) {
    if (!(error instanceof VaultMeshError) || isNamed || !error.message.startsWith('The name ')) throw error;
    throw new VaultMeshError(
      error.code,
      `${error.message} That of the repository is taken where none is given: give the service one, such as \`--name my-service\`.`,
    );
  }
}
