import { rm } from 'node:fs/promises';
import { formatTime } from '../../../core/common/clock.ts';
import { accessTo } from '../access/access-to.ts';
import { roleOf } from '../access/role-of.ts';
import { ROLES } from '../access/role.ts';
import { forgetObjects } from '../git/object-reader.ts';
import { readRef } from '../git/refs.ts';
import { runGit } from '../git/run-git.ts';
import { invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Fields } from '../http/fields.ts';
import { paginate } from '../http/paginate.ts';
import { refusal } from '../http/guard.ts';
import { accepted, created, noContent, ok } from '../http/reply.ts';
import { AUTHENTICATED, organization, repository, route } from '../http/route.ts';
import { renderFullRepository, renderRepository } from '../render/repository.ts';
import type { Schema } from '../render/schema.ts';
import { renderUser } from '../render/user.ts';
import type { NewRepository } from '../repositories/create-repository.ts';
import { createRepository } from '../repositories/create-repository.ts';
import type { Account } from '../state/account.ts';
import type { Repository } from '../state/repository.ts';

function wanted(owner: Account, fields: Fields): NewRepository {
  return {
    owner,
    name: fields.string('name'),
    private: fields.boolean('private') ?? fields.optionalString('visibility') === 'private',
    description: fields.optionalString('description') ?? null,
    homepage: fields.optionalString('homepage') ?? null,
    autoInit: fields.boolean('auto_init') ?? false,
  };
}

const list = (call: Call, all: readonly Repository[]) => {
  const visible = all.filter((one) => accessTo(call.actor, one, ['metadata:read']) === 'allowed');
  const { items, headers } = paginate(call, visible);
  const repositories: Schema<'minimal-repository'>[] = items.map((one) => renderRepository(call.hub, one));
  return ok(repositories, headers);
};

async function update(call: Call, fields: Fields): Promise<void> {
  const { repository } = call;
  if (fields.has('name') && fields.string('name') !== repository.name) {
    throw invalid('Repository', 'name', 'custom', 'The sandbox does not rename repositories');
  }
  const branch = fields.optionalString('default_branch');
  if (branch !== undefined && branch !== repository.defaultBranch) {
    const ref = `refs/heads/${branch}`;
    if ((await readRef(repository.gitDirectory, ref)) === undefined) {
      throw invalid('Repository', 'default_branch', 'invalid', `The branch ${branch} was not found.`);
    }
    await runGit(repository.gitDirectory, ['symbolic-ref', 'HEAD', ref]);
    repository.defaultBranch = branch;
  }
  if (fields.has('description')) repository.description = fields.optionalString('description') ?? null;
  if (fields.has('homepage')) repository.homepage = fields.optionalString('homepage') ?? null;
  const visibility = fields.oneOf('visibility', ['public', 'private']);
  repository.private =
    fields.boolean('private') ?? (visibility === undefined ? repository.private : visibility === 'private');
  repository.updatedAt = formatTime(call.hub.clock());
}

/** `permission` knows only four levels; `role_name` says the real one. */
function legacyPermission(role: (typeof ROLES)[number]): string {
  return { none: 'none', read: 'read', triage: 'read', write: 'write', maintain: 'write', admin: 'admin' }[
    role
  ];
}

/** Repositories, their settings and who may do what with them. */
export const repositoryRoutes = [
  route('POST /orgs/{org}/repos', organization('administration:write'), async (call) => {
    const { hub, actor } = call;
    const repository = await createRepository(
      hub,
      wanted(call.organization, call.fields('Repository')),
      actor,
    );
    return created(renderFullRepository(hub, repository, actor));
  }),

  route('POST /user/repos', AUTHENTICATED, async (call) => {
    const { hub, actor } = call;
    if (actor.kind !== 'user') throw refusal(actor);
    const repository = await createRepository(hub, wanted(actor.account, call.fields('Repository')), actor);
    return created(renderFullRepository(hub, repository, actor));
  }),

  route('POST /repos/{owner}/{repo}/forks', repository('metadata:read'), async (call) => {
    const { hub, actor, repository: parent } = call;
    if (actor.kind !== 'user') throw refusal(actor);
    const { name, description, homepage } = parent;
    const wish = {
      owner: actor.account,
      name,
      private: parent.private,
      description,
      homepage,
      autoInit: false,
    };
    return accepted(
      renderFullRepository(hub, await createRepository(hub, { ...wish, parent }, actor), actor),
    );
  }),

  route('GET /orgs/{org}/repos', { who: 'anyone' }, (call) =>
    list(call, call.hub.state.repositoriesOf(call.organization.login)),
  ),

  route('GET /users/{username}/repos', { who: 'anyone' }, (call) => {
    const owner = call.hub.state.account(call.param('username'));
    if (owner === undefined) throw notFound();
    return list(call, call.hub.state.repositoriesOf(owner.login));
  }),

  route('GET /repos/{owner}/{repo}', repository('metadata:read'), (call) =>
    ok(renderFullRepository(call.hub, call.repository, call.actor)),
  ),

  route('PATCH /repos/{owner}/{repo}', repository('administration:write'), async (call) => {
    await update(call, call.fields('Repository'));
    const { hub, actor, repository } = call;
    hub.events.raise({
      name: 'repository',
      payload: { action: 'edited', changes: {} },
      actor,
      repository,
    });
    return ok(renderFullRepository(hub, repository, actor));
  }),

  route('DELETE /repos/{owner}/{repo}', repository('administration:write'), async (call) => {
    const { hub, actor, repository } = call;
    await repository.exclusive(async () => {
      hub.state.repositories.delete(repository.id);
      await rm(repository.gitDirectory, { recursive: true, force: true });
      forgetObjects(repository.gitDirectory);
    });
    hub.events.raise({ name: 'repository', payload: { action: 'deleted' }, actor, repository });
    return noContent();
  }),

  route('GET /repos/{owner}/{repo}/topics', repository('metadata:read'), (call) =>
    ok({ names: call.repository.topics } satisfies Schema<'topic'>),
  ),

  route('PUT /repos/{owner}/{repo}/topics', repository('administration:write'), (call) => {
    const names = call.fields('Repository').strings('names') ?? [];
    for (const name of names) {
      if (!/^[a-z0-9][a-z0-9-]{0,49}$/.test(name)) {
        throw invalid('Repository', 'topics', 'invalid', `Topic '${name}' is not valid`);
      }
    }
    call.repository.topics = names;
    return ok({ names } satisfies Schema<'topic'>);
  }),

  route(
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    repository('metadata:read'),
    (call) => {
      const account = call.hub.state.account(call.param('username'));
      if (account === undefined) throw notFound();
      const role = roleOf(account, call.repository);
      const body: Schema<'repository-collaborator-permission'> = {
        permission: legacyPermission(role),
        role_name: role,
        user: { ...renderUser(call.hub, account), role_name: role },
      };
      return ok(body);
    },
  ),

  route('PUT /repos/{owner}/{repo}/collaborators/{username}', repository('administration:write'), (call) => {
    const account = call.hub.state.account(call.param('username'));
    if (account === undefined) throw notFound();
    const named = call.fields('Collaborator').optionalString('permission') ?? 'push';
    const role = { pull: 'read', push: 'write' }[named] ?? named;
    const found = ROLES.find((one) => one === role && one !== 'none');
    if (found === undefined) throw invalid('Collaborator', 'permission');
    call.repository.collaborators.set(account.login, found);
    return noContent();
  }),

  route(
    'DELETE /repos/{owner}/{repo}/collaborators/{username}',
    repository('administration:write'),
    (call) => {
      call.repository.collaborators.delete(call.param('username'));
      return noContent();
    },
  ),

  route('GET /repos/{owner}/{repo}/immutable-releases', repository('administration:read'), (call) => {
    if (!call.repository.immutableReleases) throw notFound();
    return ok({ enabled: true, enforced_by_owner: false } satisfies Schema<'check-immutable-releases'>);
  }),

  route('PUT /repos/{owner}/{repo}/immutable-releases', repository('administration:write'), (call) => {
    call.repository.immutableReleases = true;
    return noContent();
  }),

  route('DELETE /repos/{owner}/{repo}/immutable-releases', repository('administration:write'), (call) => {
    call.repository.immutableReleases = false;
    return noContent();
  }),
];
