import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { fromUtf8 } from '../../../core/common/bytes.ts';
import {
  parseSpawnRequest,
  renderOnboarding,
  renderService,
  type TreeFile,
} from '../../../core/spawn/index.ts';
import { knownActions } from '../../../sandbox/runner/actions/known-actions.ts';
import { parseTemplate } from '../../../sandbox/runner/template/parse-template.ts';
import { readAction, type ActionFile } from '../../../sandbox/runner/workflow/action-file.ts';
import { readWorkflow } from '../../../sandbox/runner/workflow/workflow-file.ts';
import { WORLD_WORKFLOWS } from '../../../sandbox/world/start-world.ts';

const root = new URL('../../../', import.meta.url);
const ownAction = async (path: string): Promise<ActionFile> =>
  readAction(path, await readFile(new URL(path, root), 'utf8'));

const settings = { recordAction: 'vaultmesh/record@v1' };
const service = parseSpawnRequest({ name: 'my-service', owner: 'acme' });
const RECORD = '.github/workflows/vaultmesh-record.yml';
const workflows: readonly Pick<TreeFile, 'path' | 'content'>[] = [
  { path: RECORD, content: await readFile(new URL(RECORD, root)) },
  ...renderService(service, settings),
  ...renderOnboarding(settings),
].filter(({ path }) => WORLD_WORKFLOWS.includes(path));

describe('the runner knows everything that is used by', () => {
  it.each(workflows.map((file) => [file.path, file] as const))('%s', async (path, { content }) => {
    const workflow = readWorkflow(path, await parseTemplate('workflow', path, fromUtf8(content)));
    const record = await ownAction('action.yml');
    for (const step of workflow.jobs.flatMap((job) => (job.kind === 'steps' ? job.steps : []))) {
      if (step.kind !== 'uses') continue;
      const name = step.uses.split('@', 1)[0] ?? '';
      const [, beside] = /^vaultmesh\/record\/(actions\/.+)$/.exec(name) ?? [];
      const inputs =
        beside !== undefined
          ? [...(await ownAction(`${beside}/action.yml`)).inputs.keys()]
          : name === 'vaultmesh/record' || name === './.vaultmesh'
            ? [...record.inputs.keys()]
            : Object.keys(knownActions[name]?.inputs ?? {});
      expect({ name, inputs }).toEqual({ name, inputs: expect.arrayContaining([...step.with.keys()]) });
    }
  });

  it.each([
    'action.yml',
    'actions/sign/action.yml',
    'actions/timestamp/action.yml',
    'actions/append/action.yml',
    'actions/verify/action.yml',
  ])('%s', async (path) => {
    const { runs, inputs } = await ownAction(path);
    expect(['composite', 'node24']).toContain(runs.using);
    expect(inputs.size).toBeGreaterThan(3);
  });
});
