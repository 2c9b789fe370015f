import { isUtf8 } from 'node:buffer';
import { posix } from 'node:path';
import { fromUtf8 } from '../../core/common/bytes.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { type FolderReader, readFolder } from '../../core/github/read-folder.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { type DecisionText, isDecisionFile } from '../../core/remembrancer/decisions/index.ts';
import { type GitHubClient, githubStore } from '../../core/remembrancer/ledger/index.ts';
import { agreedConfig, type ConfigReader } from '../github/agreed-config.ts';

/** A page of the queries that read them is a hundred. */
const MOST_DECISIONS = 2_000;

/** Names that every tool takes, and no hidden file or folder. */
const PLAIN = /^\w[\w.-]*(?:\/\w[\w.-]*)*$/;

/** Where the decisions of a repository are, as its configuration says. Throws `usage` for one that is not valid. */
export async function decisionFolder(client: ConfigReader, repository: RepositoryName): Promise<string> {
  const { decisions } = await agreedConfig(client, repository);
  return posix.join(decisions).replace(/(?<=.)\/$/, '');
}

/**
 * The decisions in `folder` and below it at a commit, by path; what is no text in UTF-8, or has no plain name, is left out.
 * Throws `policy` for more than 2,000.
 */
export async function readDecisionFolder(
  client: FolderReader & GitHubClient,
  repository: RepositoryName,
  folder: string,
  commit: string,
): Promise<DecisionText[]> {
  const { dir, base } = posix.parse(folder);
  const entries = (await readFolder(client, repository, [dir, base], commit)) ?? [];
  const paths = entries
    .filter(({ path, mode }) => mode.startsWith('100') && PLAIN.test(path) && !path.includes('node_modules/'))
    .filter(({ path }) => isDecisionFile(posix.basename(path)))
    .map(({ path }) => posix.join(folder, path));
  if (paths.length > MOST_DECISIONS) {
    throw new VaultMeshError(
      'policy',
      `${folder} of ${fullName(repository)} has ${paths.length} decisions, and the app reads ${MOST_DECISIONS}. Use the command line: npx vaultmesh adr.`,
    );
  }
  const { files } = await githubStore(client, repository).read(paths, commit);
  return paths.flatMap((path) => {
    const content = files.get(path);
    return content !== undefined && isUtf8(content) ? [{ path, text: fromUtf8(content) }] : [];
  });
}
