import { formatTime } from '../../core/common/clock.ts';
import {
  commitMessages,
  gitOutput,
  type GitPlace,
  gitTree,
  missingCommit,
  type ProposedChange,
  readOnlyGit,
  type Release,
  resolveCommit,
} from '../../core/remembrancer/covenant/index.ts';

/** So many messages of commits are read, from the newest on. */
const MOST_MESSAGES = 1000;

/** git takes any number of seconds for the date of a tag. Behind the last that can be written, it counts as that. */
const LAST_SECOND = Date.parse('9999-12-31T23:59:59Z') / 1000;

/** What was changed since the branch left `base`, as commits and messages have it. Throws `not-found`. */
export async function changeSince(place: GitPlace, base: string, revision: string): Promise<ProposedChange> {
  const [commit, head] = [await resolveCommit(place, base), await resolveCommit(place, revision)];
  const left =
    commit === undefined || head === undefined
      ? undefined
      : await readOnlyGit(place, ['merge-base', commit, head]);
  if (head === undefined || left?.status !== 0) {
    const what =
      commit === undefined ? `no commit "${base}"` : `no commit that "${base}" and ${revision} both have`;
    throw await missingCommit(place, what);
  }
  const start = left.stdout.toString().trim();
  const texts = await commitMessages(place, start, head, MOST_MESSAGES);
  return { base: await gitTree(place, start), texts };
}

/** The tags of a repository, or `undefined` where a part of the history is missing, so that tags may be. */
export async function releasesOf(place: GitPlace): Promise<readonly Release[] | undefined> {
  const shallow = await gitOutput(place, ['rev-parse', '--is-shallow-repository']);
  if (shallow.toString().trim() === 'true') return undefined;
  const listed = await gitOutput(place, [
    'for-each-ref',
    '--format=%(refname:strip=2)%09%(creatordate:unix)%09%(*committerdate:unix)',
    'refs/tags',
  ]);
  return listed
    .toString()
    .split('\n')
    .flatMap((row) => {
      // A tag that says no date has that of its commit; one of something else than a commit is no release.
      const [name = '', ofTag = '', ofCommit = ''] = row.split('\t');
      const seconds = ofTag === '' ? ofCommit : ofTag;
      if (name === '' || seconds === '') return [];
      return [{ name, at: formatTime(new Date(Math.min(Number(seconds), LAST_SECOND) * 1000)) }];
    });
}
