import { Octokit } from '@octokit/rest';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  appendRecords,
  githubStore,
  gitStore,
  type LedgerStore,
  type NoteSigner,
} from '../../core/remembrancer/ledger/index.ts';
import { startGitHub } from '../../sandbox/github/index.ts';
import { sampleRecord } from '../../test/core/remembrancer/ledger/sample-records.ts';
import { roundTrips } from '../../test/core/remembrancer/ledger/store/round-trips.ts';
import { countingProxy } from './counting-proxy.ts';
import { elapsed, entries, type Figure, kib, median } from '../figure.ts';
import { importBranch } from './import-branch.ts';
import { largeLog } from './large-log.ts';

const ROUNDS = 5;

/**
 * One append to logs of `sizes` entries, by each store, against the sandbox's GitHub with real git behind it. Each round
 * opens a new store, as a workflow run does.
 */
export async function benchAppend(signer: NoteSigner, sizes: readonly number[]): Promise<Figure[]> {
  const github = await startGitHub();
  const proxy = await countingProxy(github.port);
  const figures: Figure[] = [];
  try {
    const { token } = github.createUser({ login: 'ada' });
    const address = `http://127.0.0.1:${proxy.port}`;
    const octokit = new Octokit({ auth: token, baseUrl: `${address}/api/v3` });
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    const trace = join(github.directory, 'trace');
    const env = {
      ...process.env,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.extraHeader',
      GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
      GIT_TRACE2_EVENT: trace,
    };
    for (const size of sizes) {
      const repo = `log-${size}`;
      await octokit.request('POST /user/repos', { name: repo });
      await importBranch(join(github.directory, 'ada', `${repo}.git`), [
        { additions: largeLog(signer, size, { records: true }), deletions: [] },
      ]);
      const stores: [string, () => LedgerStore][] = [
        ['github', () => githubStore(octokit, { owner: 'ada', repo })],
        ['git', () => gitStore({ url: `${address}/ada/${repo}.git`, env })],
      ];
      for (const [name, open] of stores) {
        const before = github.traffic.exchanges.length;
        const runs = [];
        for (let round = 0; round < ROUNDS; round += 1) {
          proxy.take();
          const store = open();
          const record = sampleRecord(`bench:${name}:${size}:${round}`);
          const ms = await elapsed(() => appendRecords(store, signer, [record], { random: () => 0 }));
          await store.close();
          runs.push({ ms, ...proxy.take() });
        }
        const what = `one append, ${name} store`;
        const at = entries(size);
        const requests = (github.traffic.exchanges.length - before) / ROUNDS;
        figures.push(
          name === 'github'
            ? { what, at, value: requests, unit: 'requests', atMost: 4 }
            : { what, at, value: roundTrips(trace).length / ROUNDS, unit: 'round trips', atMost: 4 },
          {
            what: `${what}: sent`,
            at,
            value: kib(median(runs.map(({ up }) => up))),
            unit: 'KiB',
            atMost: 256,
          },
          { what: `${what}: received`, at, value: kib(median(runs.map(({ down }) => down))), unit: 'KiB' },
          { what, at, value: median(runs.map(({ ms }) => ms)), unit: 'ms' },
        );
        rmSync(trace, { force: true });
      }
    }
  } finally {
    proxy.stop();
    await github.stop();
  }
  return figures;
}
