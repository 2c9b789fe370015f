import { VaultMeshError } from '../../../core/common/error.ts';
import { githubContext } from '../job/github-context.ts';
import type { RunInfo, RunnerSettings } from '../job/job-state.ts';
import { evaluateText } from '../template/expression.ts';
import { expressionsOf } from '../template/template.ts';
import type { InputValues } from '../workflow/call-inputs.ts';

/** The title that a workflow gives to a run by `run-name`, if it does. */
export function runTitle(
  settings: RunnerSettings,
  { path, workflow, event }: Pick<RunInfo, 'path' | 'workflow' | 'event'>,
  inputs: InputValues,
): { readonly title?: string } {
  const { runName } = workflow;
  if (runName === undefined) return {};
  if ([...expressionsOf(runName)].some(({ text }) => /run_(?:id|number)/.test(text))) {
    throw new VaultMeshError('usage', `${path}: run-name cannot use the number of the run in this sandbox.`);
  }
  const { owner, repo } = event;
  const github = githubContext(settings, { id: 0, number: 0, path, workflow, event, artifacts: '' });
  const vars = settings.host.variablesFor({ owner, repo });
  const status = { success: true, failure: false, cancelled: false };
  return { title: evaluateText(runName, { contexts: { github, inputs, vars }, status }) };
}
