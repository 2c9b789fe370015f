import { describe, expect, it } from '@jest/globals';
import nock from 'nock';

import { githubClient } from '../../../actions/append/src/github-client.ts';

const enterprise = { apiUrl: 'https://ghe.example/api/v3', graphqlUrl: 'https://ghe.example/api/graphql' };

function client(waited: number[] = []): ReturnType<typeof githubClient> {
  const wait = (ms: number): Promise<void> => {
    waited.push(ms);
    return Promise.resolve();
  };
  return githubClient({ token: 't0ken', ...enterprise, wait });
}

describe('the GitHub client', () => {
  it('talks REST and GraphQL to the addresses that the runner gives, with the token of the job', async () => {
    const rest = nock('https://ghe.example', { reqheaders: { authorization: 'token t0ken' } })
      .get('/api/v3/repos/acme/app')
      .reply(200, { id: 1 });
    const graphql = nock('https://ghe.example', { reqheaders: { authorization: 'token t0ken' } })
      .post('/api/graphql', { query: 'query($owner: String!) { x }', variables: { owner: 'acme' } })
      .reply(200, { data: { x: 1 } });
    const answer = await client().request('GET /repos/{owner}/{repo}', { owner: 'acme', repo: 'app' });
    expect(answer.data).toEqual({ id: 1 });
    expect(await client().graphql('query($owner: String!) { x }', { owner: 'acme' })).toEqual({ x: 1 });
    expect([rest.isDone(), graphql.isDone()]).toEqual([true, true]);
  });

  it('waits as long as GitHub says before it repeats a request that was refused for its rate', async () => {
    nock('https://ghe.example')
      .post('/api/v3/repos/acme/app/releases')
      .reply(403, {}, { 'retry-after': '7' });
    nock('https://ghe.example').post('/api/v3/repos/acme/app/releases').reply(201, { id: 2 });
    const waited: number[] = [];
    const answer = await client(waited).request('POST /repos/acme/app/releases', { tag_name: 'v1' });
    expect(answer.status).toBe(201);
    expect(waited).toEqual([7000]);
  });

  it('reads again after a server error', async () => {
    nock('https://ghe.example').get('/api/v3/user').times(2).reply(502);
    nock('https://ghe.example').get('/api/v3/user').reply(200, {});
    expect((await client().request('GET /user', {})).status).toBe(200);
  });

  it('never repeats a write whose fate is unknown', async () => {
    nock('https://ghe.example').post('/api/v3/repos/acme/app/releases').reply(502);
    const repeated = nock('https://ghe.example').post('/api/v3/repos/acme/app/releases').reply(201);
    await expect(client().request('POST /repos/acme/app/releases', {})).rejects.toMatchObject({
      status: 502,
    });
    expect(repeated.isDone()).toBe(false);
    nock.cleanAll();
  });

  it('gives up on a refusal without a time to wait for', async () => {
    nock('https://ghe.example').get('/api/v3/user').reply(403, { message: 'Resource not accessible' });
    await expect(client().request('GET /user', {})).rejects.toMatchObject({ status: 403 });
  });
});
