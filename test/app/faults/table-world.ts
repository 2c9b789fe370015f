import type { RepositoryName } from '../../../core/github/repository-name.ts';
import { sampleReceipt } from '../../core/remembrancer/memory/sample-entries.ts';
import { ORGANIZATION, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';
import { appendTo } from './append-to.ts';
import { bundledApp } from './bundled-app.ts';

/** A GitHub with the app as a process, in which rows of the table have what they need. */
export interface TableWorld extends SandboxApp {
  /** The dispatches of workflows so far, a line each. */
  readonly dispatches: readonly string[];
  /** The names of repositories whose runs of the record workflow fail. */
  readonly failing: Set<string>;
  /** Whether a run is under way. */
  readonly isRunning: () => boolean;
  /** Tells GitHub of a run of the record workflow, and waits for what comes of it. */
  readonly reportRun: (run: RecordRun) => Promise<void>;
}

interface RecordRun extends RepositoryName {
  readonly operation: string;
  /** What is recorded, which stands for what the workflow runs at. */
  readonly commit: string;
}

/** Starts one, with the app installed and its platform repository set up. */
export async function startTableWorld(): Promise<TableWorld> {
  const world = await startSandboxApp({ program: await bundledApp() });
  const { settled } = world;
  const dispatches: string[] = [];
  const failing = new Set<string>();
  const runs = new Set<Promise<void>>();
  world.github.onEvent(({ name, repo = '', payload }) => {
    if (name !== 'workflow_dispatch') return;
    dispatches.push(`dispatch ${repo} ${JSON.stringify(payload['inputs'])}`);
    const { operation = '', commit = '' } = payload['inputs'] as Readonly<Record<string, string>>;
    const run = beginRun(world, { owner: ORGANIZATION, repo, operation, commit }, !failing.has(repo));
    const ended = run.finally(() => runs.delete(ended));
    runs.add(ended);
  });
  world.install();
  await world.settled();
  const withRuns = async (): Promise<void> => {
    await settled();
    while (runs.size > 0) {
      await Promise.all(runs);
      await settled();
    }
  };
  return Object.assign(world, {
    dispatches,
    failing,
    isRunning: () => runs.size > 0,
    reportRun: async (run: RecordRun) => {
      await beginRun(world, run, true);
      await withRuns();
    },
    settled: withRuns,
  });
}

/**
 * What a runner tells of a run of the record workflow: that it is there before the dispatch is answered, so that each run of the app
 * makes the same calls. It writes the first record of a repository; what it would write of others is for the tests of the Action.
 */
async function beginRun(
  world: SandboxApp,
  { owner, repo, operation, commit }: RecordRun,
  isGood: boolean,
): Promise<void> {
  const { workflowRuns } = world.github;
  const { id } = await workflowRuns.start({
    ...{ owner, repo },
    path: '.github/workflows/vaultmesh-record.yml',
    name: 'VaultMesh record',
    event: 'workflow_dispatch',
    headBranch: 'main',
    headSha: commit,
    actor: 'maria',
    title: `Record ${operation}`,
  });
  if (isGood && operation.startsWith('onboarding:')) {
    const receipt = sampleReceipt({ id: operation, kind: 'discovery', component: repo });
    await appendTo(world, { owner, repo }, receipt);
  }
  await workflowRuns.update(id, { status: 'completed', conclusion: isGood ? 'success' : 'failure' });
}
