import { objectInfo } from '../git/object-info.ts';
import { isRefName, listRefs, readRef } from '../git/refs.ts';
import { ApiError, invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { paginate } from '../http/paginate.ts';
import { created, noContent, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { changeRef } from '../refs/change-ref.ts';
import { moveByStranger } from '../refs/move-by-stranger.ts';
import { renderRef } from '../render/git-objects.ts';

/** GitHub's 409 for git data of a repository without any commit. */
export async function requireCommits({ repository }: Call): Promise<void> {
  if ((await listRefs(repository.gitDirectory)).length === 0) {
    throw new ApiError(409, 'Git Repository is empty.');
  }
}

async function requireObject(call: Call, oid: string): Promise<void> {
  const known = /^[0-9a-f]{40}$/.test(oid) ? await objectInfo(call.repository.gitDirectory, oid) : undefined;
  if (known === undefined) throw new ApiError(422, 'Object does not exist');
}

async function answer(call: Call, name: string) {
  const ref = await readRef(call.repository.gitDirectory, name);
  if (ref === undefined) throw notFound();
  return renderRef(call.hub, call.repository, ref);
}

/** Refs of the git data API. */
export const gitRefRoutes = [
  route('POST /repos/{owner}/{repo}/git/refs', repository('contents:write'), async (call) => {
    const { hub, actor, repository } = call;
    const fields = call.fields('Reference');
    const [name, oid] = [fields.string('ref'), fields.string('sha')];
    await requireCommits(call);
    if (!/^refs\/[^/]+\/./.test(name) || !(await isRefName(repository.gitDirectory, name))) {
      throw invalid('Reference', 'ref', 'custom', 'Reference name is invalid');
    }
    await requireObject(call, oid);
    await repository.exclusive(async () => {
      if ((await readRef(repository.gitDirectory, name)) !== undefined) {
        throw new ApiError(422, 'Reference already exists');
      }
      await changeRef(hub, repository, { ref: name, after: oid, force: false }, actor);
    });
    return created(await answer(call, name));
  }),

  route('GET /repos/{owner}/{repo}/git/ref/{ref}', repository('contents:read'), async (call) => {
    await requireCommits(call);
    return ok(await answer(call, `refs/${call.param('ref')}`));
  }),

  route('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', repository('contents:read'), async (call) => {
    await requireCommits(call);
    const { hub, repository } = call;
    const refs = await listRefs(repository.gitDirectory, `refs/${call.param('ref')}`);
    const { items, headers } = paginate(call, refs);
    return ok(
      items.map((ref) => renderRef(hub, repository, ref)),
      headers,
    );
  }),

  route('PATCH /repos/{owner}/{repo}/git/refs/{ref}', repository('contents:write'), async (call) => {
    const { hub, actor, repository } = call;
    const name = `refs/${call.param('ref')}`;
    const fields = call.fields('Reference');
    const [oid, force] = [fields.string('sha'), fields.boolean('force') ?? false];
    await requireObject(call, oid);
    await repository.exclusive(async () => {
      if (hub.faults.takeStaleHead(call.route.method, call.route.template)) {
        await moveByStranger(hub, repository, name);
      }
      if ((await readRef(repository.gitDirectory, name)) === undefined) {
        throw new ApiError(422, 'Reference does not exist');
      }
      await changeRef(hub, repository, { ref: name, after: oid, force }, actor);
    });
    return ok(await answer(call, name));
  }),

  route('DELETE /repos/{owner}/{repo}/git/refs/{ref}', repository('contents:write'), async (call) => {
    const { hub, actor, repository } = call;
    const name = `refs/${call.param('ref')}`;
    await repository.exclusive(async () => {
      if ((await readRef(repository.gitDirectory, name)) === undefined) {
        throw new ApiError(422, 'Reference does not exist');
      }
      await changeRef(hub, repository, { ref: name, after: null, force: false }, actor);
    });
    return noContent();
  }),
];
