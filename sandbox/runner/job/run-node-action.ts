import { join } from 'node:path';
import type { NodeRuns } from '../workflow/action-file.ts';
import type { LocatedAction } from './locate-action.ts';
import { runProgram, type StepRun } from './step-run.ts';

/** Runs a JavaScript action, and its `post` program after the steps of the job. Throws when it fails. */
export async function runNodeAction(
  run: StepRun,
  action: LocatedAction,
  runs: NodeRuns,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  const { job } = run.frame;
  const node = (script: string, signal: AbortSignal) =>
    runProgram(
      { ...run, signal },
      {
        command: job.settings.node,
        args: [join(action.directory, script)],
        cwd: job.folder.workspace,
        env: {
          GITHUB_ACTION_REPOSITORY: action.repository,
          GITHUB_ACTION_REF: action.ref,
          ...variables('INPUT', Object.entries(inputs)),
          ...Object.fromEntries([...run.state].map(([name, value]) => [`STATE_${name}`, value])),
        },
      },
    );

  const { post } = runs;
  if (post !== undefined) {
    job.postSteps.push(() => node(post, job.signals.stop));
  }
  await node(runs.main, run.signal);
}

/** `INPUT_LOG-KEY` for `log-key`: capitals, and an underscore for a space, as the toolkit reads them. */
function variables(prefix: string, entries: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(
    entries.map(([name, value]) => [`${prefix}_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  );
}
