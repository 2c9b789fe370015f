import {
  type Found,
  type GitPlace,
  readOnlyGit,
  resolveCommit,
} from '../../core/remembrancer/covenant/index.ts';
import { quoted } from '../quoted.ts';

/** Why a branch that is not here may still be one of `remote`, and how to get it; `undefined` where all branches were fetched. */
export async function unfetchedBranch(
  place: GitPlace,
  remote: string,
  branch: string,
): Promise<Pick<Found, 'message' | 'remedy'> | undefined> {
  const lines = async (...words: string[]): Promise<string[]> =>
    (await readOnlyGit(place, words)).stdout.toString().split('\n').filter(Boolean);
  const specs = await lines('config', '--get-all', `remote.${remote}.fetch`);
  const isNarrow = specs.length > 0 && !specs.some((spec) => takes(spec, `refs/heads/${branch}`));
  const isShallow = (await lines('rev-parse', '--is-shallow-repository'))[0] === 'true';
  const name = quoted(remote);
  const what = `Whether ${remote} has a branch "${branch}" is not known`;
  if (isNarrow || isShallow) {
    const why = isShallow ? 'this clone is shallow' : 'this clone fetches other branches only';
    const all = `git remote set-branches ${name} "*" && git fetch ${isShallow ? '--unshallow ' : ''}${name}`;
    return {
      message: `${what}: it was not fetched, and ${why}.`,
      remedy: `Fetch it: git fetch ${name} ${quoted(`${branch}:refs/remotes/${remote}/${branch}`)} (where git says that there is none, fetch what there is: ${all}).`,
    };
  }
  // A bare clone keeps no branches apart: what it has is what was there.
  const isApart = specs.some((spec) => spec.includes(':refs/remotes/'));
  if (!isApart || (await resolveCommit(place, `refs/remotes/${remote}/HEAD`)) !== undefined) return undefined;
  const fetches = await lines(
    ...['reflog', 'show', '--no-show-signature', '--format=%gs', `--remotes=${remote}`],
  );
  if (fetches.some((subject) => wasOfAll(subject, remote, `refs/heads/${branch}`))) return undefined;
  return {
    message: `${what}: that all its branches were fetched is not to be seen here.`,
    remedy: `Fetch them, and let git note its HEAD: git fetch ${name} && git remote set-head ${name} --auto`,
  };
}

/** Whether a refspec of a fetch, such as `+refs/heads/*:refs/remotes/origin/*`, takes a ref. */
function takes(spec: string, ref: string): boolean {
  const [start = '', end] = spec.replace(/^\+/, '').split(':', 1)[0]?.split('*') ?? [];
  return end === undefined ? ref === start : ref.startsWith(start) && ref.endsWith(end);
}

/**
 * Whether the subject of a reflog, such as `fetch --prune origin +refs/heads/*:refs/remotes/origin/*: storing head`, is of a
 * fetch that would have brought `ref`. A clone, and a fetch by a newer git, leave the remote's HEAD instead.
 */
function wasOfAll(subject: string, remote: string, ref: string): boolean {
  const [command = '', ...words] = (subject.split(': ', 1)[0] ?? '').split(' ');
  const [from, ...specs] = words.filter((word) => !word.startsWith('-'));
  if (!['fetch', 'pull'].includes(command) || (from !== undefined && from !== remote)) return false;
  return specs.length === 0 || specs.some((spec) => takes(spec, ref));
}
