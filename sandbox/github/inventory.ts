import type { GitHubSandbox } from './github-sandbox.ts';
import { listRefs } from './git/refs.ts';
import type { Hub } from './hub.ts';
import type { Comment, Issue } from './state/issue.ts';
import { fullName, type Repository } from './state/repository.ts';

/** One repository at a moment: where its refs are, and a line of JSON for everything else that people can see of it. */
export interface RepositoryInventory {
  readonly name: string;
  readonly gitDirectory: string;
  /** Commit by full name, without those that GitHub keeps for pull requests. */
  readonly refs: ReadonlyMap<string, string>;
  readonly facts: readonly string[];
}

/** Every repository, by its full name. */
export type Inventory = ReadonlyMap<string, RepositoryInventory>;

/** Shows everything at once and forgets deliveries, for tests that compare what was left. */
export function inventory(hub: Hub): Pick<GitHubSandbox, 'inventory' | 'forgetDeliveries'> {
  return {
    async inventory() {
      const repositories = [...hub.state.repositories.values()].map(async (repository) => {
        const refs = await listRefs(repository.gitDirectory);
        const own = refs.filter(({ name }) => !name.startsWith('refs/pull/'));
        const name = fullName(repository);
        const entry: RepositoryInventory = {
          name,
          gitDirectory: repository.gitDirectory,
          refs: new Map(own.map((ref) => [ref.name, ref.oid])),
          facts: factsOf(repository).map((fact) => JSON.stringify(fact)),
        };
        return [name, entry] as const;
      });
      return new Map(await Promise.all(repositories));
    },
    forgetDeliveries: () => {
      hub.deliveries.log.length = 0;
    },
  };
}

function factsOf(repository: Repository): object[] {
  const { description, topics, defaultBranch, collaborators, issues, checkRuns, releases } = repository;
  return [
    {
      repository: description,
      private: repository.private,
      topics,
      defaultBranch,
      people: [...collaborators],
    },
    ...namesOf(repository.secrets.list()).map((secret) => ({ secret })),
    ...repository.variables.list().map(({ name, value }) => ({ variable: name, value })),
    ...repository.rulesets.map(({ name, target, enforcement, include, exclude, rules, checks, bypass }) => ({
      ...{ ruleset: name, target, enforcement, include, exclude, rules, bypass },
      checks: checks.map(({ context }) => context),
    })),
    ...[...repository.environments.values()].map((environment) => ({
      environment: environment.name,
      policy: environment.deploymentBranchPolicy,
      refs: environment.branchPolicies.map(({ name, type }) => `${type} ${name}`),
      secrets: namesOf(environment.secrets.list()),
    })),
    ...issues.flatMap(factsOfIssue),
    ...checkRuns.map(({ id, suite, name, externalId, status, conclusion, output, annotations, actions }) => ({
      ...{ checkRun: id, commit: suite.headSha, name, externalId, status, conclusion, output, annotations },
      actions,
    })),
    ...releases.map(({ tag, name, body, draft, assets }) => ({
      ...{ release: tag, name, body, draft, assets: namesOf(assets) },
    })),
    ...repository.workflowRuns.map(({ id, title, event, status }) => ({ run: id, title, event, status })),
  ];
}

function factsOfIssue({
  number,
  author,
  title,
  body,
  state,
  labels,
  comments,
  reactions,
  pull,
}: Issue): object[] {
  const by = author.account.login;
  return [
    { issue: number, by, title, body, state, labels: namesOf(labels), pull: pull && pullFact(pull) },
    ...reactions.map(({ content, user }) => ({ reaction: content, by: user.login, issue: number })),
    ...comments.flatMap((comment) => factsOfComment(number, comment)),
  ];
}

const pullFact = ({ head, base, draft, merged }: NonNullable<Issue['pull']>): object => ({
  ...{ head, base, draft, merged: merged !== undefined },
});

const factsOfComment = (issue: number, { id, author, body, reactions }: Comment): object[] => [
  { comment: id, issue, by: author.account.login, body },
  ...reactions.map(({ content, user }) => ({ reaction: content, by: user.login, comment: id, issue })),
];

const namesOf = (named: readonly { readonly name: string }[]): string[] => named.map(({ name }) => name);
