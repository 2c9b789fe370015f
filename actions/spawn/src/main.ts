import { realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';
import { succeeded } from '../../../core/common/outcome.ts';
import {
  checkPlan,
  parseSpawnRequest,
  planSpawn,
  readOverlay,
  writeService,
} from '../../../core/spawn/index.ts';
import type { Runner } from '../../common/src/runner.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';
import { planSummary } from './plan-summary.ts';

/** What the step was given; an empty text was not. */
export interface SpawnInputs {
  readonly name: string;
  readonly language: string;
  readonly kind: string;
  readonly mcp: boolean;
  readonly mq: string;
  readonly owner: string;
  readonly description: string;
  readonly license: string;
  readonly recordAction: string;
  readonly platform: string;
  /** The path of a clone, relative to the workspace. */
  readonly overlay: string;
  /** A hash. */
  readonly plan: string;
  readonly dryRun: boolean;
  /** The path of a folder that is not there yet, relative to the workspace. */
  readonly out: string;
}

/**
 * Writes the repository of a service to a new folder of the workspace, or shows what it would write.
 * Throws what refuses a request, `conflict` for another plan or a folder that exists, `usage` for one outside.
 */
export async function spawn(
  inputs: SpawnInputs,
  run: Pick<WorkflowRun, 'owner' | 'serverUrl' | 'workspace'>,
  runner: Runner,
): Promise<void> {
  const workspace = await realpath(run.workspace);
  const overlay =
    inputs.overlay === '' ? undefined : await readOverlay(await inside(workspace, inputs.overlay, 'overlay'));
  const request = parseSpawnRequest(requestOf(inputs, run.owner), overlay?.defaults);
  const { recordAction, platform } = inputs;
  const settings = {
    serverUrl: run.serverUrl,
    ...(recordAction !== '' && { recordAction }),
    ...(platform !== '' && { platform }),
  };
  const plan = planSpawn(request, settings, overlay);
  if (inputs.plan !== '') checkPlan(plan, inputs.plan);
  const made = inputs.dryRun
    ? undefined
    : await write(plan.files, workspace, inputs.out === '' ? request.name : inputs.out);
  const { name } = request;
  const { files, hash, tree, overlay: laidOver } = plan;
  const count = `${files.length} files`;
  const message = made
    ? `${name} is in ${made.path}: ${count}, one commit.`
    : `Nothing was made. ${name} would have ${count}; to make exactly these, give the input "plan" the hash ${hash}.`;
  if (made) {
    runner.setOutput('path', made.path);
    runner.setOutput('commit', made.commit);
  }
  runner.setOutput('tree', tree);
  runner.setOutput('plan', hash);
  const result = {
    name,
    ...made,
    files: files.length,
    tree,
    ...(laidOver && { overlay: laidOver }),
    plan: hash,
  };
  runner.setOutput('outcome', JSON.stringify(succeeded(message, result)));
  runner.info(message);
  await runner.summarize(planSummary(message, request, plan));
}

/** The request as every door words it. What the inputs do not say is left to the overlay and the schema. */
function requestOf(inputs: SpawnInputs, owner: string): object {
  const { name, mcp } = inputs;
  const texts = ['language', 'kind', 'mq', 'description', 'license'] as const;
  const given = texts.filter((text) => inputs[text] !== '').map((text) => [text, inputs[text]] as const);
  return {
    name,
    mcp,
    owner: inputs.owner === '' ? owner : inputs.owner,
    ...Object.fromEntries<string>(given),
  };
}

async function write(
  files: Parameters<typeof writeService>[0],
  workspace: string,
  out: string,
): Promise<{ path: string; commit: string }> {
  const target = resolve(workspace, out);
  const directory = join(
    await inside(workspace, relative(workspace, dirname(target)), 'out'),
    relative(dirname(target), target),
  );
  const commit = await writeService(files, directory);
  return { path: relative(workspace, directory).split(sep).join('/'), commit };
}

/** The folder `path` of the workspace, links resolved. Throws `not-found`, and `usage` for one outside. */
async function inside(workspace: string, path: string, input: string): Promise<string> {
  const folder = await realpath(resolve(workspace, path)).catch((cause: unknown) => {
    const message = `The input "${input}" names "${path}", which is not in the workspace. Check it out first.`;
    throw new VaultMeshError('not-found', message, { cause });
  });
  if (folder === workspace || folder.startsWith(`${workspace}${sep}`)) return folder;
  throw new VaultMeshError('usage', `The input "${input}" leads out of the workspace. Name a folder inside.`);
}
