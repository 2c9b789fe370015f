import { VaultMeshError } from '../../core/common/error.ts';
import {
  FETCH_ALL,
  gitOutput,
  type GitPlace,
  type Inputs,
  isFiltered,
  readOnlyGit,
  resolveCommit,
} from '../../core/remembrancer/covenant/index.ts';
import { gitSource } from '../../core/remembrancer/ledger/fsck/index.ts';
import { BRANCH_OPTION } from '../ledger-options.ts';
import { quoted } from '../quoted.ts';
import { unfetchedBranch } from './unfetched-branch.ts';

/**
 * The ledger as the repository on this machine has it: what was fetched of it last or, where nothing was, its own branch.
 * A branch that may be there and was not fetched, or that git does not read, is absent, with what brings it. Throws
 * `not-found` for a branch of another name than the usual one that is not there.
 */
export async function localLedger(
  place: GitPlace,
  branch: string,
  workDir: string,
): Promise<Pick<Inputs, 'ledger' | 'ledgerNotHad'>> {
  const remotes = (await gitOutput(place, ['remote'])).toString().split('\n').filter(Boolean);
  const remote = remotes.includes('origin') ? 'origin' : remotes[0];
  const refs = [
    ...(remote === undefined ? [] : [`refs/remotes/${remote}/${branch}`]),
    `refs/heads/${branch}`,
  ];
  const ref = await firstOf(place, refs);
  const commit = ref && (await resolveCommit(place, ref));
  if (commit !== undefined) return ledgerAt(place, branch, commit, workDir);
  if (ref !== undefined) return { ledgerNotHad: unreadable(ref, branch, remote) };
  const ledgerNotHad = remote === undefined ? undefined : await unfetchedBranch(place, remote, branch);
  if (ledgerNotHad !== undefined) return { ledgerNotHad };
  if (branch === BRANCH_OPTION[2]) return { ledger: 'none' };
  throw new VaultMeshError(
    'not-found',
    `${place.directory} has no branch "${branch}". Name the branch of the ledger; without --branch it is "${BRANCH_OPTION[2]}".`,
  );
}

async function ledgerAt(
  place: GitPlace,
  branch: string,
  commit: string,
  workDir: string,
): Promise<Pick<Inputs, 'ledger' | 'ledgerNotHad'>> {
  const { directory, env, signal } = place;
  try {
    const ledger = await gitSource({
      ...{ url: directory, commit, workDir },
      ...(env && { env }),
      ...(signal && { signal }),
    });
    return { ledger };
  } catch (error) {
    if (!(error instanceof VaultMeshError && error.code === 'network')) throw error;
    const isPart = await isFiltered(place);
    const message = `The branch "${branch}" is here, and not all of its files${isPart ? ': this clone has a filter' : ''}.`;
    return {
      ledgerNotHad: {
        message,
        remedy: isPart ? `Fetch them: ${FETCH_ALL}` : 'Look what is missing: git fsck',
      },
    };
  }
}

/** The first of `refs` that the repository has, also where it leads nowhere. */
async function firstOf(place: GitPlace, refs: readonly string[]): Promise<string | undefined> {
  for (const ref of refs) {
    const { status, stderr } = await readOnlyGit(place, [
      ...['rev-parse', '--verify', '--quiet', '--end-of-options'],
      ref,
    ]);
    // Of a ref that is no id, or leads to a ref that is not there, git only warns.
    if (status === 0 || stderr.split('\n').some((line) => line.endsWith(` ${ref}`))) return ref;
  }
  return undefined;
}

function unreadable(
  ref: string,
  branch: string,
  remote: string | undefined,
): NonNullable<Inputs['ledgerNotHad']> {
  const message = `The repository has ${ref}, and not the commit that it names.`;
  if (remote === undefined) return { message, remedy: 'Look what is missing: git fsck' };
  const spec = `+refs/heads/${branch}:${ref}`;
  return {
    message,
    remedy: `Fetch it anew: git update-ref --no-deref -d ${quoted(ref)} && git fetch ${quoted(remote)} ${quoted(spec)}`,
  };
}
