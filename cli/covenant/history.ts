import { VaultMeshError } from '../../core/common/error.ts';
import { formatTime } from '../../core/common/clock.ts';
import {
  gitOutput,
  type GitPlace,
  gitTree,
  type ProposedChange,
  readOnlyGit,
  type Release,
  resolveCommit,
} from '../../core/remembrancer/covenant/index.ts';

/** So many messages of commits are read, from the newest on. */
const MOST_MESSAGES = 1000;

/** What was changed since the branch left `base`, as commits and messages have it. Throws `not-found`. */
export async function changeSince(place: GitPlace, base: string, head: string): Promise<ProposedChange> {
  const commit = await resolveCommit(place, base);
  const left = commit === undefined ? undefined : await readOnlyGit(place, ['merge-base', commit, head]);
  if (left?.status !== 0) {
    const what =
      commit === undefined ? `no commit "${base}"` : `no commit that "${base}" and ${head} both have`;
    throw new VaultMeshError(
      'not-found',
      `The repository has ${what}. Fetch it, with its history (fetch-depth: 0 in a workflow).`,
    );
  }
  const start = left.stdout.toString().trim();
  const messages = await gitOutput(place, [
    ...['log', `--max-count=${MOST_MESSAGES}`, '--no-show-signature', '-z', '--format=%B'],
    `${start}..${head}`,
  ]);
  return { base: await gitTree(place, start), texts: messages.toString().split('\0') };
}

/** The tags of a repository, or `undefined` where a part of the history is missing, so that tags may be. */
export async function releasesOf(place: GitPlace): Promise<readonly Release[] | undefined> {
  const shallow = await gitOutput(place, ['rev-parse', '--is-shallow-repository']);
  if (shallow.toString().trim() === 'true') return undefined;
  const listed = await gitOutput(place, [
    'for-each-ref',
    '--format=%(refname:strip=2)%09%(creatordate:unix)',
    'refs/tags',
  ]);
  return listed
    .toString()
    .split('\n')
    .flatMap((row) => {
      const [name = '', seconds = ''] = row.split('\t');
      // A tag of something else than a commit has no date.
      return name === '' || seconds === ''
        ? []
        : [{ name, at: formatTime(new Date(Number(seconds) * 1000)) }];
    });
}
