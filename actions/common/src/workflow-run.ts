import { readFile } from 'node:fs/promises';

import { VaultMeshError } from '../../../core/common/error.ts';
import { isCommitId } from '../../../core/common/is-commit-id.ts';

/** What the runner's environment says about the workflow run that an Action is part of. */
export interface WorkflowRun {
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly owner: string;
  readonly repository: string;
  readonly commit: string;
  readonly ref: string;
  /** The tag that the run was started for; absent when it was started for a branch. */
  readonly tag?: string;
  readonly workflowRef: string;
  readonly runId: string;
  readonly attempt: string;
  readonly eventName: string;
  readonly workspace: string;
  /** A folder that the runner empties after the job. */
  readonly temporary: string;
  /** Unknown counts as private: nothing is published by mistake. */
  readonly isPrivate: boolean;
  /** The default branch of the repository, where the event names it. */
  readonly defaultBranch?: string;
  /** The pull request that the event is about. */
  readonly pullRequest?: {
    /** What its author wrote of it: title and text. Not to be trusted. */
    readonly texts: readonly string[];
    /** How many commits it has. */
    readonly commits: number;
  };
  /** Of a merge queue: the commit that the merge group of the run goes onto. */
  readonly mergeBase?: string;
  /** A pull request from a fork: GitHub gives such runs neither secrets nor an id-token. */
  readonly fromFork: boolean;
  /** The job has `id-token: write`. */
  readonly hasIdentity: boolean;
}

/** Reads the default environment variables of a workflow run. Throws `usage` when one is missing. */
export async function readWorkflowRun(environment: Readonly<NodeJS.ProcessEnv>): Promise<WorkflowRun> {
  const variable = (name: string): string => {
    const value = environment[name];
    if (value) return value;
    throw new VaultMeshError(
      'usage',
      `${name} is not set; this program runs as a step of a GitHub workflow.`,
    );
  };
  const [owner = '', repository = ''] = variable('GITHUB_REPOSITORY').split('/');
  const event = await readEvent(environment['GITHUB_EVENT_PATH']);
  const mergeBase = event.merge_group?.base_sha;
  return {
    serverUrl: variable('GITHUB_SERVER_URL'),
    apiUrl: variable('GITHUB_API_URL'),
    graphqlUrl: variable('GITHUB_GRAPHQL_URL'),
    owner,
    repository,
    commit: variable('GITHUB_SHA'),
    ref: variable('GITHUB_REF'),
    ...(environment['GITHUB_REF_TYPE'] === 'tag' && { tag: variable('GITHUB_REF_NAME') }),
    workflowRef: environment['GITHUB_WORKFLOW_REF'] ?? '',
    runId: variable('GITHUB_RUN_ID'),
    attempt: environment['GITHUB_RUN_ATTEMPT'] ?? '1',
    eventName: variable('GITHUB_EVENT_NAME'),
    workspace: variable('GITHUB_WORKSPACE'),
    temporary: variable('RUNNER_TEMP'),
    isPrivate: event.repository?.private !== false,
    ...(typeof event.repository?.default_branch === 'string' && {
      defaultBranch: event.repository.default_branch,
    }),
    ...(event.pull_request && { pullRequest: describePull(event.pull_request) }),
    ...(typeof mergeBase === 'string' && isCommitId(mergeBase) && { mergeBase }),
    fromFork: isFromFork(event.pull_request),
    hasIdentity: Boolean(environment['ACTIONS_ID_TOKEN_REQUEST_URL']),
  };
}

/** The members that are read of the event's payload, as GitHub's webhook documentation describes them. */
interface EventPayload {
  readonly repository?: { readonly private?: unknown; readonly default_branch?: unknown };
  readonly pull_request?: PullRequest;
  readonly merge_group?: { readonly base_sha?: unknown };
}

interface PullRequest {
  readonly title?: unknown;
  /** `null` when there is none. */
  readonly body?: unknown;
  readonly commits?: unknown;
  readonly head?: Side;
  readonly base?: Side;
}

/** `repo` is `null` when it was deleted, which only that of a fork can be. */
interface Side {
  readonly repo?: { readonly full_name?: unknown } | null;
}

/** Whether it comes from another repository. A fork's own pull requests do not, though that repository is a fork. */
function isFromFork(pull: PullRequest | undefined): boolean {
  return pull !== undefined && pull.head?.repo?.full_name !== pull.base?.repo?.full_name;
}

function describePull({ title, body, commits }: PullRequest): NonNullable<WorkflowRun['pullRequest']> {
  const texts = [title, body].filter((text) => typeof text === 'string');
  return { texts, commits: typeof commits === 'number' ? commits : 1 };
}

async function readEvent(path: string | undefined): Promise<EventPayload> {
  if (!path) return {};
  try {
    return JSON.parse(await readFile(path, 'utf8')) as EventPayload;
  } catch (cause) {
    throw new VaultMeshError(
      'usage',
      `The event of this workflow run (GITHUB_EVENT_PATH) is not readable JSON.`,
      {
        cause,
      },
    );
  }
}
