import type { SandboxEvent } from '../../../sandbox/github/index.ts';
import { readRef } from '../../../sandbox/github/git/refs.ts';
import type { Person } from '../../../sandbox/world/person.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

/** A GitHub with the app as a process, in which rows of the table have what they need. */
export interface TableWorld extends SandboxApp {
  /** The dispatches of workflows so far, a line each. */
  readonly dispatches: readonly string[];
}

/** Starts one, with the app installed and its platform repository set up. */
export async function startTableWorld(): Promise<TableWorld> {
  const world = await startSandboxApp();
  const dispatches: string[] = [];
  world.github.onEvent((event) => {
    if (event.name !== 'workflow_dispatch') return;
    dispatches.push(`dispatch ${event.repo} ${JSON.stringify(event.payload['inputs'])}`);
    void beginRun(world, event);
  });
  world.install();
  await world.settled();
  return Object.assign(world, { dispatches });
}

/** What a runner tells of a run of the record workflow; what it would write is for the tests of the Action. */
async function beginRun({ github }: SandboxApp, { repo = '', payload }: SandboxEvent): Promise<void> {
  const name = { owner: ORGANIZATION, repo };
  const { operation } = payload['inputs'] as { readonly operation: string };
  const main = await readRef(github.repositoryPath(name), 'refs/heads/main');
  const { id } = await github.workflowRuns.start({
    ...name,
    path: String(payload['workflow']),
    name: 'VaultMesh record',
    event: 'workflow_dispatch',
    headBranch: 'main',
    headSha: main?.oid ?? '',
    actor: 'maria',
    title: `Record ${operation}`,
  });
  await github.workflowRuns.update(id, { status: 'completed', conclusion: 'success' });
}

/** A commit of a person on a branch, which is made at `main` where it is not there. */
export async function put(
  { octokit }: Person,
  path: string,
  text: string,
  { branch = 'main', repository = PLATFORM } = {},
): Promise<void> {
  if (branch !== 'main') {
    const { data } = await octokit.git.getRef({ ...repository, ref: 'heads/main' });
    await octokit.git
      .createRef({ ...repository, ref: `refs/heads/${branch}`, sha: data.object.sha })
      .catch(() => undefined);
  }
  await octokit.repos.createOrUpdateFileContents({
    ...{ ...repository, path, branch, message: `add ${path}` },
    content: Buffer.from(text).toString('base64'),
  });
}

export async function propose({ octokit }: Person, head: string): Promise<{ number: number; sha: string }> {
  const { data } = await octokit.pulls.create({ ...PLATFORM, title: head, head, base: 'main' });
  return { number: data.number, sha: data.head.sha };
}
