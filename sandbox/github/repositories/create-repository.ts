import { join } from 'node:path';
import { formatTime } from '../../../core/common/clock.ts';
import { utf8 } from '../../../core/common/bytes.ts';
import type { Actor } from '../access/actor.ts';
import { createBareRepository } from '../git/create-bare-repository.ts';
import { runGit } from '../git/run-git.ts';
import { invalid } from '../http/api-error.ts';
import type { Hub } from '../hub.ts';
import { commitOnBranch } from '../refs/commit-on-branch.ts';
import type { Account } from '../state/account.ts';
import { exclusive } from '../state/exclusive.ts';
import type { Repository } from '../state/repository.ts';
import { SecretStore } from '../state/secret-store.ts';
import { VariableStore } from '../state/variable-store.ts';
import { installationRepositoriesPayload } from '../webhooks/installation-payload.ts';

export interface NewRepository {
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly description: string | null;
  readonly homepage: string | null;
  /** Begins with a commit that holds a README. */
  readonly autoInit: boolean;
  /** Begins with what that one has. */
  readonly parent?: Repository;
}

/** Creates a repository on disk and in the state. Throws 422 for a name that is taken or not allowed. */
export async function createRepository(hub: Hub, wanted: NewRepository, actor: Actor): Promise<Repository> {
  const { owner, name } = wanted;
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(name) || /^\.\.?$|\.git$/i.test(name)) {
    throw invalid('Repository', 'name', 'custom', 'name is invalid');
  }
  if (hub.state.repository(owner.login, name) !== undefined) {
    throw invalid('Repository', 'name', 'custom', 'name already exists on this account');
  }
  const now = formatTime(hub.clock());
  const repository: Repository = {
    id: hub.state.nextId(),
    owner,
    name,
    private: wanted.private,
    description: wanted.description,
    homepage: wanted.homepage,
    topics: [],
    defaultBranch: 'main',
    immutableReleases: false,
    ...(wanted.parent && { parent: wanted.parent }),
    gitDirectory: join(hub.directory, owner.login, `${name}.git`),
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    collaborators: new Map(),
    issues: [],
    releases: [],
    checkSuites: [],
    checkRuns: [],
    environments: new Map(),
    secrets: new SecretStore(),
    variables: new VariableStore(),
    rulesets: [],
    workflows: [],
    workflowRuns: [],
    exclusive: exclusive(),
  };
  hub.state.repositories.set(repository.id, repository);
  await createBareRepository(repository.gitDirectory, repository.defaultBranch);
  if (wanted.parent !== undefined) {
    const heads = '+refs/heads/*:refs/heads/*';
    await runGit(repository.gitDirectory, ['fetch', '--quiet', wanted.parent.gitDirectory, heads]);
  }
  tellInstallations(hub, repository, actor);
  hub.events.raise({ name: 'repository', payload: { action: 'created' }, actor, repository });
  if (wanted.autoInit) await seed(hub, repository, actor);
  return repository;
}

/** An app sees the repositories that it creates, also where it is installed on selected ones. */
function tellInstallations(hub: Hub, repository: Repository, actor: Actor): void {
  for (const installation of hub.state.installationsOn(repository.owner)) {
    const selected = installation.repositories;
    if (selected !== 'all') {
      if (actor.kind !== 'installation' || actor.installation !== installation) continue;
      selected.add(repository.id);
    }
    const payload = installationRepositoriesPayload(hub, installation, 'added', [repository]);
    hub.events.raise({
      name: 'installation_repositories',
      payload,
      actor,
      account: repository.owner,
      only: installation,
    });
  }
}

async function seed(hub: Hub, repository: Repository, actor: Actor): Promise<void> {
  const lines = [
    `# ${repository.name}`,
    ...(repository.description === null ? [] : [repository.description]),
  ];
  await commitOnBranch(
    hub,
    repository,
    {
      branch: repository.defaultBranch,
      additions: [{ path: 'README.md', content: utf8(`${lines.join('\n')}\n`) }],
      deletions: [],
      message: 'Initial commit',
    },
    actor,
  );
}
