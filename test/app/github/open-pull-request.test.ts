import { afterEach, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import nock from 'nock';
import { openPullRequest } from '../../../app/github/open-pull-request.ts';

const API = 'http://127.0.0.1:4009/api/v3';
const REPOSITORY = '/repos/acme/my-service';
const name = { owner: 'acme', repo: 'my-service' };
const change = {
  branch: 'vaultmesh/adr-accept-01234567',
  title: 'docs(adr): accept it',
  body: 'Asked for.',
  message: 'docs(adr): accept it\n\nVaultMesh-Request: 0123\n',
  files: [],
};
const pull = { number: 4, html_url: 'http://127.0.0.1:4009/acme/my-service/pull/4' };
const client = new Octokit({ baseUrl: API });

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

function pullsAre(...pulls: object[]) {
  return nock(API)
    .get(`${REPOSITORY}/pulls`)
    .query({ state: 'all', head: `acme:${change.branch}`, per_page: 1 })
    .reply(200, pulls);
}

/** A run was interrupted after it had pushed, or somebody pushed. */
function branchIsLeft(message: string) {
  pullsAre();
  nock(API)
    .get(`${REPOSITORY}/git/ref/${encodeURIComponent(`heads/${change.branch}`)}`)
    .reply(200, { object: { sha: 'abc' } })
    .get(`${REPOSITORY}/git/commits/abc`)
    .reply(200, { message });
}

describe('the pull request of a change', () => {
  it('that was opened earlier stands', async () => {
    pullsAre(pull);
    expect(await openPullRequest(client, name, change)).toEqual({ number: 4, url: pull.html_url });
  });

  it('is opened for the branch that an interrupted run has left, which is not written again', async () => {
    branchIsLeft(change.message.trim());
    nock(API)
      .get(REPOSITORY)
      .reply(200, { default_branch: 'trunk' })
      .post(`${REPOSITORY}/pulls`, {
        base: 'trunk',
        head: change.branch,
        title: change.title,
        body: change.body,
      })
      .reply(201, pull);
    expect(await openPullRequest(client, name, change)).toEqual({ number: 4, url: pull.html_url });
  });

  it('is not opened for a branch to which somebody else has written, which stays as it is', async () => {
    branchIsLeft('wip');
    pullsAre();
    await expect(openPullRequest(client, name, change)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`Somebody has written to the branch "${change.branch}"`),
    });
  });
});
