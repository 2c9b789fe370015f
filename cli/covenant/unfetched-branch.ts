import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import {
  type Found,
  gitOutput,
  type GitPlace,
  readOnlyGit,
  resolveCommit,
} from '../../core/remembrancer/covenant/index.ts';
import { quoted } from '../quoted.ts';

/** Why a branch that is not here may still be one of `remote`, and how to get it; `undefined` where a fetch would have brought it. */
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
  if (!isApart || (await wasFetched(place, remote))) return undefined;
  return { message: `${what}: nothing was fetched of it yet.`, remedy: `Fetch it: git fetch ${name}` };
}

/** Whether a refspec of a fetch, such as `+refs/heads/*:refs/remotes/origin/*`, takes a ref. */
function takes(spec: string, ref: string): boolean {
  const [start = '', end] = spec.replace(/^\+/, '').split(':', 1)[0]?.split('*') ?? [];
  return end === undefined ? ref === start : ref.startsWith(start) && ref.endsWith(end);
}

/** A clone knows the remote's HEAD, and a fetch leaves what it got. */
async function wasFetched(place: GitPlace, remote: string): Promise<boolean> {
  if ((await resolveCommit(place, `refs/remotes/${remote}/HEAD`)) !== undefined) return true;
  const path = (await gitOutput(place, ['rev-parse', '--git-path', 'FETCH_HEAD'])).toString().trimEnd();
  return (await stat(resolve(place.directory, path)).catch(() => undefined)) !== undefined;
}
