import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mustRun } from '../../../sandbox/world/run-program.ts';
import { setEnvironmentSecret } from '../../../sandbox/world/set-environment-secret.ts';
import { vaultmesh } from '../../../sandbox/world/vaultmesh.ts';
import { hostService, type HostedService, type Push } from './hosted-service.ts';
import { initLedger } from './init-ledger.ts';
import type { ActRun } from './run-act.ts';
import { PRODUCTION, runWorkflow } from './run-workflow.ts';
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
      const jobs = { inert: 'success', deploy: 'skipped', record: 'skipped' };
      expect(outcome(await runWorkflow(hosted, 'deploy.yml', main))).toEqual({ jobs, said: '' });
    });

    it(
      'has its release recorded by our Action with evidence that verifies, and proposed',
      async () => {
        await initLedger(hosted);
        await mustRun('git', ['tag', TAG], { cwd: hosted.clone });
        expectSuccess(await runWorkflow(hosted, 'release.yml', await hosted.push(TAG)));
        expect(await verifyRelease(hosted, TAG)).toEqual({
          'my-service-1.0.0.spdx.json': { exitCode: 0, said: '' },
          'my-service-1.0.0.tar.gz': { exitCode: 0, said: '' },
        });
      },
      TIMEOUT_MS,
    );

    it(
      'is deployed when what the release proposes is merged, and that is recorded too',
      async () => {
        const { maintainer, name } = hosted;
        const { octokit } = maintainer;
        const { data: pulls } = await octokit.pulls.list({ ...name, state: 'open' });
        expect(pulls.map(({ head, base }) => [head.ref, base.ref])).toEqual([[`deploy/${TAG}`, 'main']]);
        await octokit.repos.createOrUpdateEnvironment({ ...name, environment_name: PRODUCTION });
        await setEnvironmentSecret(maintainer, name, PRODUCTION, { KUBECONFIG: 'of a cluster' });
        await octokit.actions.createRepoVariable({ ...name, name: 'DEPLOY_ENVIRONMENT', value: PRODUCTION });
        const { data: merged } = await octokit.pulls.merge({ ...name, pull_number: pulls[0]?.number ?? 0 });

        const run = await runWorkflow(hosted, 'deploy.yml', await hosted.pushed('main', merged.sha));
        const jobs = { inert: 'skipped', deploy: 'success', record: 'success' };
        expect(outcome(run)).toEqual({ jobs, said: '' });
        const url = `${hosted.github.url}/${name.owner}/${name.repo}`;
        const log = await vaultmesh(['ledger', 'log', url, '--all', '--json'], await hosted.folder('log'));
        const { result } = JSON.parse(log.stdout) as {
          result: { entries: { kind: string; version: string }[] };
        };
        expect(result.entries.map(({ kind, version }) => [kind, version])).toEqual([
          ['deployment', '1.0.0'],
          ['release', '1.0.0'],
          ['release', '1.0.0'],
        ]);
      },
      TIMEOUT_MS,
    );
  });
}

/** The result of each job, and what was printed when the run failed. */
const outcome = ({ exitCode, jobs, log }: ActRun) => ({ jobs, said: exitCode === 0 ? '' : log });

/** Every job and step ran and ended well. */
function expectSuccess(run: ActRun): void {
  const jobs = Object.fromEntries(Object.keys(run.jobs).map((job) => [job, 'success']));
  expect(outcome(run)).toEqual({ jobs, said: '' });
  expect(run.skipped).toEqual([]);
}
