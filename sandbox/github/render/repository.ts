import type { Actor } from '../access/actor.ts';
import { grants } from '../access/grants.ts';
import type { Role } from '../access/role.ts';
import { atLeast } from '../access/role.ts';
import { roleOf } from '../access/role-of.ts';
import type { Hub } from '../hub.ts';
import { isOrganization } from '../state/account.ts';
import type { Repository } from '../state/repository.ts';
import { fullName } from '../state/repository.ts';
import { nodeId } from './node-id.ts';
import { repositoryPage, repositoryUrls } from './repository-urls.ts';
import type { Schema } from './schema.ts';
import { renderUser } from './user.ts';

/** A repository as webhooks about installations list it. */
export const renderRepositoryName = (repository: Repository) => ({
  id: repository.id,
  node_id: nodeId('Repository', repository.id),
  name: repository.name,
  full_name: fullName(repository),
  private: repository.private,
});

/** The members that small, full and webhook repositories have in common. */
export function renderRepositoryLite(hub: Hub, repository: Repository) {
  return {
    ...renderRepositoryName(repository),
    owner: renderUser(hub, repository.owner),
    description: repository.description,
    fork: repository.parent !== undefined,
    ...repositoryUrls(hub, repository),
  };
}

/** The members that every repository object has except the smallest one. */
export function renderRepository(hub: Hub, repository: Repository) {
  const page = repositoryPage(hub, repository);
  const openIssues = repository.issues.filter((issue) => issue.state === 'open').length;
  return {
    ...renderRepositoryLite(hub, repository),
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
    git_url: `${page}.git`,
    ssh_url: `${page}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: repository.homepage,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: false,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: openIssues,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: repository.topics,
    visibility: repository.private ? ('private' as const) : ('public' as const),
    forks: 0,
    open_issues: openIssues,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}

/** The full object of `GET /repos/{owner}/{repo}`, with what the asking actor may do. */
export function renderFullRepository(
  hub: Hub,
  repository: Repository,
  actor: Actor,
): Schema<'full-repository'> {
  const { owner } = repository;
  return {
    ...renderRepository(hub, repository),
    permissions: permissionsOf(actor, repository),
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: false,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    custom_properties: {},
    ...(isOrganization(owner) ? { organization: renderUser(hub, owner) } : {}),
    network_count: 0,
    subscribers_count: 0,
  };
}

function permissionsOf(actor: Actor, repository: Repository) {
  const role = actor.kind === 'user' ? roleOf(actor.account, repository) : roleOfInstallation(actor);
  return {
    admin: atLeast(role, 'admin'),
    maintain: atLeast(role, 'maintain'),
    push: atLeast(role, 'write'),
    triage: atLeast(role, 'triage'),
    pull: atLeast(role, 'read'),
  };
}

function roleOfInstallation(actor: Actor): Role {
  if (actor.kind !== 'installation') return 'read';
  if (grants(actor.permissions, 'administration:write')) return 'admin';
  return grants(actor.permissions, 'contents:write') ? 'write' : 'read';
}
