import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { evidenceDirectory } from '../../../actions/common/src/evidence-directory.ts';
import { timestamp, type TimestampInputs } from '../../../actions/timestamp/src/main.ts';
import { createFolder, readFolder, subjectsOfFiles } from '../../../core/remembrancer/evidence/index.ts';
import { startServices, type Services } from '../../../sandbox/services/index.ts';
import { memoryRunner } from '../memory-runner.ts';
import { makeWorkspace, type Workspace } from '../workspace.ts';

let services: Services;
let workspace: Workspace;
let directory: string;

const inputs = (tsa: string[]): TimestampInputs => ({
  kind: 'release',
  operation: '',
  tsa,
  onMissing: 'defer',
});

beforeAll(async () => {
  services = await startServices();
});

afterAll(() => services.stop());

beforeEach(async () => {
  workspace = await makeWorkspace();
  directory = evidenceDirectory(workspace.run.temporary, 'release:v1.0.0');
  await createFolder(directory, await subjectsOfFiles([workspace.artifact]));
});

afterEach(async () => {
  await services.setFault('tsa', undefined);
  await workspace.remove();
});

describe('the timestamp step', () => {
  it('gets a token from each authority', async () => {
    const runner = memoryRunner();
    await timestamp(inputs([services.tsaUrl, services.tsaUrl]), workspace.run, runner);
    const { evidence } = await readFolder(directory);
    expect(evidence.map(({ layer, n, subject }) => [layer, n, subject])).toEqual([
      ['rfc3161', 1, 'app.tar.gz'],
      ['rfc3161', 2, 'app.tar.gz'],
    ]);
    expect(runner.outputs.get('evidence')).toBe(directory);
  });

  it('goes on with a warning when one of two is down', async () => {
    const runner = memoryRunner();
    await timestamp(inputs(['http://127.0.0.1:9/tsr', services.tsaUrl]), workspace.run, runner);
    const { evidence, missing } = await readFolder(directory);
    expect(evidence).toHaveLength(1);
    expect(missing).toMatchObject([{ layer: 'rfc3161', reason: 'unreachable' }]);
    expect(runner.warnings).toHaveLength(1);
  });

  it('stops when none may be missing', async () => {
    const strict = { ...inputs(['http://127.0.0.1:9/tsr']), onMissing: 'fail' as const };
    await expect(timestamp(strict, workspace.run, memoryRunner())).rejects.toMatchObject({ code: 'network' });
    expect((await readFolder(directory)).missing).toEqual([]);
  });

  it('says nothing loud when no authority is asked for', async () => {
    const runner = memoryRunner();
    await timestamp(inputs([]), workspace.run, runner);
    expect([runner.warnings, runner.notices]).toEqual([[], []]);
    expect((await readFolder(directory)).missing).toMatchObject([{ reason: 'not-configured' }]);
  });
});
