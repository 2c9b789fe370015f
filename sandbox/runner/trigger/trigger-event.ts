import type { Json } from '../../../core/common/canonical-json.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import type { HostEvent } from '../host.ts';
import type { GitFiles } from './git-files.ts';

/** An event with the ref and commit that a workflow run for it would have. */
export interface TriggerEvent {
  readonly name: string;
  readonly action: string | undefined;
  readonly payload: Readonly<Record<string, Json>>;
  readonly owner: string;
  readonly repo: string;
  readonly actor: string;
  /** `refs/heads/main`, `refs/tags/v1`, `refs/pull/1/merge`. */
  readonly ref: string;
  readonly sha: string;
  /** Target and source branch of a pull request, else empty. */
  readonly baseRef: string;
  readonly headRef: string;
  /** A pull request from another repository: no secrets, nothing to write. */
  readonly fromFork: boolean;
  /** Why a workflow that asks for it cannot be run. */
  readonly problem?: string;
}

/**
 * The event that workflows of its repository may be triggered by; `undefined` when it starts none: it was caused by
 * a workflow's own token, it deletes a ref, its commit asks to skip, or the ref is not there.
 */
export async function triggerEvent(event: HostEvent, git: GitFiles): Promise<TriggerEvent | undefined> {
  const { name, owner, repo } = event;
  const payload = event.payload as Readonly<Record<string, Json>>;
  if (repo === undefined) return undefined;
  if (event.byRunToken && name !== 'workflow_dispatch' && name !== 'repository_dispatch') return undefined;
  const target = await targetOf(name, payload, git);
  if (target === undefined) return undefined;
  const action = text(payload['action']);
  const pull = object(payload['pull_request']);
  return {
    name,
    action: action === '' ? undefined : action,
    payload,
    owner,
    repo,
    actor: event.sender,
    baseRef: text(object(pull['base'])['ref']),
    headRef: text(object(pull['head'])['ref']),
    fromFork: isFork(pull),
    ...target,
  };
}

type Target = Pick<TriggerEvent, 'ref' | 'sha' | 'problem'>;

async function targetOf(
  name: string,
  payload: Readonly<Record<string, Json>>,
  git: GitFiles,
): Promise<Target | undefined> {
  const at = async (ref: string): Promise<Target | undefined> => {
    const sha = await git.commit(ref);
    return sha === undefined ? undefined : { ref, sha };
  };
  switch (name) {
    case 'push': {
      if (payload['deleted'] === true || asksToSkip(text(object(payload['head_commit'])['message'])))
        return undefined;
      const sha = await git.commit(text(payload['after']));
      return sha === undefined ? undefined : { ref: text(payload['ref']), sha };
    }
    case 'release':
      return at(`refs/tags/${text(object(payload['release'])['tag_name'])}`);
    case 'workflow_dispatch': {
      const ref = text(payload['ref']);
      if (ref.startsWith('refs/')) return at(ref);
      return (await at(`refs/heads/${ref}`)) ?? at(`refs/tags/${ref}`);
    }
    case 'pull_request': {
      const pull = object(payload['pull_request']);
      // A pull request that was merged or closed runs workflows on the branch it was made for.
      if (payload['action'] === 'closed') return at(`refs/heads/${text(object(pull['base'])['ref'])}`);
      const ref = `refs/pull/${text(pull['number'])}/merge`;
      const target = await at(ref);
      if (target !== undefined) return target;
      const sha = await git.commit(text(object(pull['head'])['sha']));
      const problem = `There is no ${ref}, and a pull request is run on its test merge.`;
      return sha === undefined ? undefined : { ref, sha, problem };
    }
    default:
      return at(`refs/heads/${text(object(payload['repository'])['default_branch'])}`);
  }
}

/** The marks in a commit message that keep GitHub from running workflows for a push. */
function asksToSkip(message: string): boolean {
  return ['[skip ci]', '[ci skip]', '[no ci]', '[skip actions]', '[actions skip]'].some((mark) =>
    message.includes(mark),
  );
}

function isFork(pull: Readonly<Record<string, Json | undefined>>): boolean {
  const repository = (side: string) => text(object(object(pull[side])['repo'])['full_name']);
  return repository('head') !== repository('base');
}

/** A JSON object, or an empty one. */
export function object(value: Json | undefined): Readonly<Record<string, Json | undefined>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return value as Readonly<Record<string, Json | undefined>>;
}

/** A JSON string or number as text, or an empty one. */
export function text(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function shortRef(ref: string): string {
  const match = /^refs\/(?:heads|tags|pull)\/(.+)$/.exec(ref);
  if (match?.[1] === undefined)
    throw new VaultMeshError('usage', `"${ref}" is not a branch, a tag or a pull request.`);
  return match[1];
}
