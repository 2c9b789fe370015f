import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mustRun } from '../../../sandbox/world/run-program.ts';
import { hostService, initLedger, type HostedService } from './hosted-service.ts';
import type { ActRun } from './run-act.ts';
import { runWorkflow, type Push } from './run-workflow.ts';
import { verifyRelease } from './verify-release.ts';

const TAG = 'v1.0.0';

/** Packages are fetched, and a language's tools built; on a slow machine with nothing cached that takes long. */
const TIMEOUT_MS = 1_200_000;

/** What the workflows of a spawned repository do on nektos/act, which reads and runs them in its own way. */
export function actContract(language: string): void {
  describe(`a spawned ${language} service on nektos/act`, () => {
    let hosted: HostedService;
    let main: Push;
    beforeAll(async () => {
      hosted = await hostService(language);
      main = await hosted.push('main');
    });
    afterAll(async () => {
      await hosted.stop();
    });

    it(
      'passes its own CI',
      async () => {
        expectSuccess(await runWorkflow(hosted, 'ci.yml', main));
      },
      TIMEOUT_MS,
    );

    it('is not deployed while no environment is named', async () => {
      const { jobs } = await runWorkflow(hosted, 'deploy.yml', main);
      expect(jobs).toEqual({ inert: 'success', deploy: 'skipped', record: 'skipped' });
    });

    it(
      'has its release recorded by our Action with evidence that verifies, and proposed by its digest',
      async () => {
        await initLedger(hosted);
        await mustRun('git', ['tag', TAG], { cwd: hosted.clone });
        expectSuccess(await runWorkflow(hosted, 'release.yml', await hosted.push(TAG)));
        const verdicts = await verifyRelease(hosted, TAG);
        expect(verdicts).toEqual({
          'my-service-1.0.0.spdx.json': { exitCode: 0, said: '' },
          'my-service-1.0.0.tar.gz': { exitCode: 0, said: '' },
        });
        const { octokit } = hosted.maintainer;
        const { data: pulls } = await octokit.pulls.list({ ...hosted.name, state: 'open' });
        expect(pulls.map(({ base, head }) => [head.ref, base.ref])).toEqual([[`deploy/${TAG}`, 'main']]);
      },
      TIMEOUT_MS,
    );
  });
}

/** Every job and step ran and ended well; when one did not, the failure shows what was printed. */
function expectSuccess({ exitCode, jobs, skipped, log }: ActRun): void {
  const succeeded = Object.fromEntries(Object.keys(jobs).map((job) => [job, 'success']));
  expect({ jobs, skipped, said: exitCode === 0 ? '' : log }).toEqual({
    jobs: succeeded,
    skipped: [],
    said: '',
  });
}
