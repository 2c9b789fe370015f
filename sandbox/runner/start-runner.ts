import { tmpdir } from 'node:os';
import { formatTime, systemClock, type Clock } from '../../core/common/clock.ts';
import { asVaultMeshError, type VaultMeshError } from '../../core/common/error.ts';
import type { Services } from '../services/index.ts';
import type { HostEvent, RunnerHost } from './host.ts';
import type { RunnerSettings } from './job/job-state.ts';
import { ConcurrencyGroups } from './run/concurrency-groups.ts';
import { planRun, type Plan, type PlanWithoutJobs } from './run/plan-run.ts';
import type { MutableRun, RunRecord } from './run/records.ts';
import type { RunContext } from './run/run-context.ts';
import { Slots } from './run/slots.ts';
import { runWorkflow } from './run/workflow-run.ts';
import { gitFiles, type GitFiles } from './trigger/git-files.ts';
import { shortRef, triggerEvent, type TriggerEvent } from './trigger/trigger-event.ts';
import { workflowFiles, type ParsedWorkflow } from './trigger/workflow-files.ts';

export interface RunnerOptions {
  readonly github: RunnerHost;
  readonly services: Pick<Services, 'oidc'>;
  /** Folder by `owner/repo`: Actions that stand on this machine, whatever ref is asked for. */
  readonly actions: ReadonlyMap<string, string>;
  /** The Node 24 that runs JavaScript actions; by default the one that runs this. */
  readonly node?: string;
  /** Paths of the workflow files to run, e.g. `.github/workflows/release.yml`; the others are skipped. By default all. */
  readonly workflows?: readonly string[];
  /** Where jobs have their folders; by default the system's folder for temporary files. */
  readonly directory?: string;
  /** Jobs that run at the same time, 2 by default. */
  readonly parallelJobs?: number;
  readonly clock?: Clock;
}

export interface Runner {
  /** Every run since the start, the oldest first. */
  readonly runs: readonly RunRecord[];
  /** Events that could not be looked at, and why. */
  readonly problems: readonly VaultMeshError[];
  /** Resolves when every event so far has been looked at and every run has ended. */
  idle(): Promise<void>;
  /** Stops listening, ends what is running, and waits for it. */
  stop(): Promise<void>;
}

const PARALLEL_JOBS = 2;

/** Runs the workflows of a GitHub's repositories as its events ask. */
export function startRunner(options: RunnerOptions): Runner {
  const { github } = options;
  const settings: RunnerSettings = {
    host: github,
    services: options.services,
    actions: options.actions,
    node: options.node ?? process.execPath,
    directory: options.directory ?? tmpdir(),
    clock: options.clock ?? systemClock,
  };
  const stop = new AbortController();
  const context: RunContext = {
    settings,
    groups: new ConcurrencyGroups(),
    slots: new Slots(options.parallelJobs ?? PARALLEL_JOBS),
    stop: stop.signal,
  };
  const runs: MutableRun[] = [];
  const problems: VaultMeshError[] = [];
  const pending = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    const tracked = work
      .catch((error: unknown) => {
        problems.push(asVaultMeshError(error));
      })
      .finally(() => pending.delete(tracked));
    pending.add(tracked);
  };

  // One event after the other, so that runs start in the order of what caused them.
  let previous: Promise<void> = Promise.resolve();
  const stopListening = github.onEvent((event) => {
    const work = previous.then(() => (stop.signal.aborted ? undefined : handle(event)));
    previous = work.catch(() => undefined);
    track(work);
  });

  // A commit does not change, and most events come for one that was read before.
  const files = new Map<string, Promise<ParsedWorkflow[]>>();
  const filesAt = (git: GitFiles, { owner, repo, sha }: TriggerEvent): Promise<ParsedWorkflow[]> => {
    const key = `${owner}/${repo}@${sha}`;
    const known = files.get(key) ?? workflowFiles(git, sha);
    files.set(key, known);
    return known;
  };

  const handle = async (event: HostEvent): Promise<void> => {
    const { owner, repo } = event;
    if (repo === undefined) return;
    const git = gitFiles(github.repositoryPath({ owner, repo }));
    const trigger = await triggerEvent(event, git);
    if (trigger === undefined) return;
    for (const file of await filesAt(git, trigger)) {
      const plan = await planRun(settings, file, trigger, options.workflows);
      if (plan !== undefined) await begin(plan, trigger);
    }
  };

  const begin = async (plan: Plan, event: TriggerEvent): Promise<void> => {
    const { owner, repo, sha, ref, name, actor } = event;
    const headBranch = event.headRef === '' ? shortRef(ref) : event.headRef;
    const about = { path: plan.path, name: plan.name, owner, repo, event: name };
    const { workflowRuns } = github;
    const { id, runNumber } = await workflowRuns.start({
      ...{ ...about, headBranch, headSha: sha, actor },
      ...(plan.title === undefined ? {} : { title: plan.title }),
    });
    const record: MutableRun = {
      ...{ ...about, id, ref, sha, message: plan.message, jobs: [] },
      status: 'queued',
      conclusion: null,
    };
    runs.push(record);
    if (plan.call === undefined) {
      record.status = 'completed';
      record.conclusion = plan.conclusion;
      await reportWithoutJobs(id, plan);
      return;
    }
    const { path, call } = plan;
    const info = { id, number: runNumber, path, event, workflow: call.loaded.file };
    track(runWorkflow(context, info, call, record));
  };

  // As a job of the workflow's name, so that its log shows the reason where people look.
  const reportWithoutJobs = async (id: number, plan: PlanWithoutJobs): Promise<void> => {
    const { conclusion, path, message } = plan;
    const now = formatTime(settings.clock());
    const times = { startedAt: now, completedAt: now };
    const job = {
      name: path,
      status: 'completed',
      conclusion,
      ...times,
      steps: [],
      log: `${message}\n`,
    } as const;
    await github.workflowRuns.update(id, { status: 'completed', conclusion, jobs: [job] });
  };

  const idle = async (): Promise<void> => {
    while (pending.size > 0) await Promise.all(pending);
  };
  return {
    runs,
    problems,
    idle,
    stop: async () => {
      stopListening();
      stop.abort();
      await idle();
    },
  };
}
