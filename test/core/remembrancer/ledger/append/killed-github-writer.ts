import { expect } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import {
  appendRecords,
  generateLogKey,
  githubStore,
  initLedger,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import type { GitHubSandbox } from '../../../../../sandbox/github/index.ts';
import { gitHistory } from '../git-history.ts';
import { sampleRecord } from '../sample-records.ts';
import { expectValidHistory } from './expect-valid-history.ts';
import type { Moment } from './kill-at-command.ts';
import { appendAndKillAt } from './kill-at-request.ts';

export interface GitHubOwner {
  readonly github: GitHubSandbox;
  readonly login: string;
  readonly octokit: Octokit;
}

/**
 * Kills a writer over GitHub's API at its request number `request` and expects that the branch is a sound log and that the
 * next append goes on: what was acknowledged before is there, so is the next record, and what the dead writer began is
 * there once when it is tried again. Gives whether there was such a request.
 */
export async function expectToSurviveKillOnGitHub(
  { github, login, octokit }: GitHubOwner,
  request: number,
  moment: Moment,
): Promise<boolean> {
  const name = { owner: login, repo: `${moment}-${request}` };
  await octokit.repos.createForAuthenticatedUser({ name: name.repo, auto_init: true });
  const key = generateLogKey(`github.example/${login}/${name.repo}`);
  const signer = parseSignerKey(key.signerKey);
  const store = githubStore(octokit, name);
  const append = (id: string): Promise<unknown> =>
    appendRecords(store, signer, [sampleRecord(id)], { random: () => 0 });
  await initLedger(store, signer);
  await append('acknowledged');
  const killed = await appendAndKillAt({
    ...name,
    apiUrl: github.apiUrl,
    token: github.createRunToken({ ...name, permissions: { contents: 'write' } }),
    signerKey: key.signerKey,
    id: 'dying',
    request,
    moment,
  });
  const history = (): Promise<string[]> =>
    expectValidHistory(gitHistory(github.repositoryPath(name)), key.verifierKey);
  const left = await history();
  expect(left.filter((id) => id !== 'dying')).toEqual(['acknowledged']);
  if (!killed) expect(left).toContain('dying');
  await append('next');
  await append('dying');
  expect(await history()).toEqual(['acknowledged', 'dying', 'next']);
  return killed;
}
