import { accessTo } from '../access/access-to.ts';
import { readRef } from '../git/refs.ts';
import { ApiError } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { changeRef, checkRefChange, type RefChange } from '../refs/change-ref.ts';
import { moveByStranger } from '../refs/move-by-stranger.ts';
import { nodeId } from '../render/node-id.ts';
import type { Repository } from '../state/repository.ts';
import { TypedGraphqlError } from './typed-graphql-error.ts';

/** `UpdateRefsInput` of the schema, after graphql has checked it. */
export interface UpdateRefsInput {
  readonly clientMutationId?: string;
  readonly repositoryId: string;
  readonly refUpdates: readonly {
    readonly name: string;
    readonly beforeOid?: string;
    readonly afterOid: string;
    readonly force?: boolean;
  }[];
}

const NOWHERE = '0'.repeat(40);
const oidOf = (text: string): string | null => (text === NOWHERE ? null : text);

/** The mutation that changes several refs, all or none. Throws `TypedGraphqlError`. */
export async function updateRefs(
  call: Call,
  { clientMutationId, repositoryId, refUpdates }: UpdateRefsInput,
) {
  const { hub, actor, route } = call;
  const repository = target(call, repositoryId);
  const { gitDirectory } = repository;
  const changes = refUpdates.map(({ name, afterOid, force = false }): RefChange => ({
    ref: name,
    after: oidOf(afterOid),
    force,
  }));
  try {
    await repository.exclusive(async () => {
      const [first] = refUpdates;
      if (first !== undefined && hub.faults.takeStaleHead(route.method, route.template)) {
        await moveByStranger(hub, repository, first.name);
      }
      for (const { name, beforeOid } of refUpdates) {
        const present = (await readRef(gitDirectory, name))?.oid ?? null;
        if (beforeOid === undefined || oidOf(beforeOid) === present) continue;
        throw new TypedGraphqlError('UNPROCESSABLE', `The ref ${name} is not at ${beforeOid}.`);
      }
      for (const change of changes) await checkRefChange(hub, repository, change, actor);
      for (const change of changes) await changeRef(hub, repository, change, actor);
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new TypedGraphqlError(error.status === 403 ? 'FORBIDDEN' : 'UNPROCESSABLE', error.message);
  }
  return { clientMutationId: clientMutationId ?? null };
}

function target({ hub, actor }: Call, id: string): Repository {
  const repository = [...hub.state.repositories.values()].find((one) => nodeId('Repository', one.id) === id);
  const access = repository === undefined ? 'hidden' : accessTo(actor, repository, ['contents:write']);
  if (repository === undefined || access === 'hidden') {
    throw new TypedGraphqlError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
  }
  if (access === 'forbidden')
    throw new TypedGraphqlError('FORBIDDEN', 'Resource not accessible by integration');
  return repository;
}
