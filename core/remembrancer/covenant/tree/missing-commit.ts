import { VaultMeshError } from '../../../common/error.ts';
import { type GitPlace, readOnlyGit } from './read-only-git.ts';

/** The error for what a repository does not have, such as `no commit "main"`, with what there is to do about it there. */
export async function missingCommit(place: GitPlace, what: string): Promise<VaultMeshError> {
  return new VaultMeshError('not-found', `The repository has ${what}. ${await remedyIn(place)}`);
}

async function remedyIn(place: GitPlace): Promise<string> {
  const shallow = await readOnlyGit(place, ['rev-parse', '--is-shallow-repository']);
  if (shallow.stdout.toString().trim() === 'true')
    return 'Fetch it, with its history (fetch-depth: 0 in a workflow).';
  const any = await readOnlyGit(place, ['rev-list', '--max-count=1', '--all']);
  if (any.status === 0 && any.stdout.length === 0) return 'It has none at all yet: commit first.';
  return 'See that its name is right or, where it is in another clone, fetch it.';
}
