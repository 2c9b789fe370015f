import { expect, it } from '@jest/globals';
import nock from 'nock';

import { githubClient } from '../../../actions/common/src/github-client.ts';

const client = githubClient({
  token: 't0ken',
  apiUrl: 'https://ghe.example/api/v3',
  graphqlUrl: 'https://ghe.example/api/graphql',
});
const reqheaders = { authorization: 'token t0ken' };

it('talks REST to the address that the runner gives, with the token of the job', async () => {
  nock('https://ghe.example', { reqheaders }).get('/api/v3/repos/acme/app').reply(200, { id: 1 });
  const answer = await client.request('GET /repos/{owner}/{repo}', { owner: 'acme', repo: 'app' });
  expect(answer.data).toEqual({ id: 1 });
});

it('talks GraphQL to the address that the runner gives', async () => {
  const query = 'query($owner: String!) { x }';
  nock('https://ghe.example', { reqheaders })
    .post('/api/graphql', { query, variables: { owner: 'acme' } })
    .reply(200, { data: { x: 1 } });
  expect(await client.graphql(query, { owner: 'acme' })).toEqual({ x: 1 });
});

it('uploads bytes to the address that a release names', async () => {
  nock('https://uploads.ghe.example', { reqheaders })
    .post('/releases/1/assets', 'the bytes')
    .query({ name: 'app.tar.gz' })
    .reply(201, { id: 2 });
  const answer = await client.request('POST https://uploads.ghe.example/releases/1/assets{?name,label}', {
    name: 'app.tar.gz',
    data: new Blob(['the bytes']),
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect(answer.status).toBe(201);
});

it.each([
  ['a page', 'text/html', '<html>Unicorn</html>'],
  ['half of the JSON', 'application/json', '[{"id": 1'],
  ['nothing', 'application/json', ''],
])('takes %s for no answer, whatever its status', async (_what, type, body) => {
  nock('https://ghe.example').get('/api/v3/user').reply(200, body, { 'content-type': type });
  await expect(client.request('GET /user', {})).rejects.toMatchObject({
    status: 500,
    message: expect.stringContaining('GET /user broke off'),
  });
  nock('https://ghe.example').post('/api/graphql').reply(200, body, { 'content-type': type });
  await expect(client.graphql('{ x }', {})).rejects.toMatchObject({ status: 500 });
});

it('needs no content where there is to be none', async () => {
  nock('https://ghe.example').delete('/api/v3/x').reply(204);
  expect((await client.request('DELETE /x', {})).status).toBe(204);
});

it('keeps the deadline of a request that has one, and for that request alone', async () => {
  nock('https://ghe.example').get('/api/v3/user').reply(200, {});
  const request = { signal: AbortSignal.abort() };
  await expect(client.request('GET /user', { request })).rejects.toThrow();
  expect((await client.request('GET /user', {})).status).toBe(200);
});

it('gives a body that is read as it comes, and no deadline to that', async () => {
  nock('https://ghe.example').get('/api/v3/asset').reply(200, 'the bytes');
  const request = { parseSuccessResponseBody: false };
  const { data } = await client.request('GET /asset', { request });
  expect(await new Response(data as ReadableStream).text()).toBe('the bytes');
});
