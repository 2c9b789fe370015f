import { VaultMeshError } from '../../../core/common/error.ts';
import type { RepositoryName, RunnerHost } from '../host.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { gitFiles, type GitFiles } from '../trigger/git-files.ts';
import type { CallFile } from '../workflow/call-file.ts';
import { checkCall } from '../workflow/call-trigger.ts';
import type { LoadedWorkflow, WorkflowSource } from '../workflow/loaded-workflow.ts';
import { checkWithin, DEFAULT_PERMISSIONS, type Permissions } from '../workflow/permissions.ts';
import { readWorkflow, type WorkflowFile } from '../workflow/workflow-file.ts';

/** GitHub Enterprise Server's limit, the calling workflow counted; github.com allows more. */
const MOST_LEVELS = 4;

type Host = Pick<RunnerHost, 'repositoryPath'>;

interface Caller {
  readonly source: WorkflowSource;
  readonly file: WorkflowFile;
  /** What jobs that name no permissions have. */
  readonly permissions?: Permissions;
  readonly level?: number;
}

/**
 * `file` with every workflow that its jobs call, read at their commits. Throws `usage`, as GitHub refuses to start the
 * run: for one that is not there or cannot be called, inputs and secrets that do not fit, more than is permitted.
 */
export async function loadCalls(host: Host, caller: Caller): Promise<LoadedWorkflow> {
  const { source, file, level = 1 } = caller;
  const inherited = caller.permissions ?? DEFAULT_PERMISSIONS;
  const calls = new Map<string, LoadedWorkflow>();
  for (const job of file.jobs) {
    if (job.kind !== 'call') continue;
    if (level === MOST_LEVELS) {
      throw new VaultMeshError(
        'usage',
        `${job.where}: workflows are called at most ${MOST_LEVELS} levels deep.`,
      );
    }
    const called = await readCalled(host, job, source);
    const permissions = job.permissions ?? file.permissions ?? inherited;
    checkPermissions(job, called.file, permissions);
    calls.set(job.id, await loadCalls(host, { ...called, permissions, level: level + 1 }));
  }
  return { source, file, calls };
}

async function readCalled(
  host: Host,
  job: CallFile,
  caller: WorkflowSource,
): Promise<{ source: WorkflowSource; file: WorkflowFile }> {
  const { uses, where } = job;
  const source = await locate(host, job, caller);
  const git = repositoryOf(host, source, where);
  const content = await git.read(source.sha, source.path).catch((cause: unknown) => {
    throw new VaultMeshError('usage', `${where}: the workflow "${uses}" was not found.`, { cause });
  });
  const file = readWorkflow(uses, await parseTemplate('workflow', uses, content));
  if (file.call === undefined) {
    throw new VaultMeshError('usage', `${where}: "${uses}" has no "on: workflow_call" trigger.`);
  }
  if (file.concurrency !== undefined) {
    throw new VaultMeshError(
      'usage',
      `${uses}: "concurrency" of a called workflow is not known to this sandbox.`,
    );
  }
  checkCall(job, file.call);
  return { source, file };
}

/** `./…` is in the repository of the workflow that has the job, at the same commit. */
async function locate(
  host: Host,
  { uses, where }: CallFile,
  caller: WorkflowSource,
): Promise<WorkflowSource> {
  const path = /^\.\/(\.github\/workflows\/[^/@]+\.ya?ml)$/.exec(uses)?.[1];
  if (path !== undefined) return { ...caller, path };
  const match = /^([\w.-]+)\/([\w.-]+)\/(\.github\/workflows\/[^/@]+\.ya?ml)@(.+)$/.exec(uses);
  if (match === null) {
    throw new VaultMeshError('usage', `${where}: "${uses}" is not the address of a reusable workflow.`);
  }
  const [, owner = '', repo = '', file = '', asked = ''] = match;
  const git = repositoryOf(host, { owner, repo }, where);
  const candidates = /^[0-9a-f]{40}$/.test(asked)
    ? [asked]
    : asked.startsWith('refs/')
      ? [asked]
      : [`refs/tags/${asked}`, `refs/heads/${asked}`];
  for (const ref of candidates) {
    const sha = await git.commit(ref);
    if (sha !== undefined) return { owner, repo, path: file, ref, sha };
  }
  throw new VaultMeshError('usage', `${where}: the workflow "${uses}" was not found.`);
}

function repositoryOf(host: Host, name: RepositoryName, where: string): GitFiles {
  try {
    return gitFiles(host.repositoryPath(name));
  } catch (cause) {
    throw new VaultMeshError('usage', `${where}: the repository ${name.owner}/${name.repo} was not found.`, {
      cause,
    });
  }
}

/** What a called workflow or one of its jobs asks for, in GitHub's words when it is too much. */
function checkPermissions(caller: CallFile, called: WorkflowFile, allowed: Permissions): void {
  for (const job of called.jobs) {
    const asked = job.permissions ?? called.permissions;
    if (asked === undefined) continue;
    checkWithin(`${caller.where}: the nested job '${job.id}'`, asked, allowed);
  }
}
