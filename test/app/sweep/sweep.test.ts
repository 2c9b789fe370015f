import { afterEach, expect, it } from '@jest/globals';
import nock from 'nock';
import { sweep } from '../../../app/sweep/sweep.ts';
import { memoryQueue } from '../../../app/deliveries/memory-queue.ts';
import { API, startedApp, testServices } from '../fixtures/started-app.ts';

const queue = memoryQueue({ waiting: 10, bytes: 10_000, turns: 1 });
const progress = () => ({ since: new Date('2026-11-17T09:30:00Z') });
const pause = { sleep: () => Promise.resolve(), random: () => 0, signal: new AbortController().signal };
const noDeliveries = () => nock(API).get('/app/hook/deliveries').query(true).reply(200, []);

afterEach(() => {
  nock.cleanAll();
});

it('goes on with the next installation when one is suspended, also since just now', async () => {
  const probot = await startedApp();
  noDeliveries();
  nock(API)
    .get('/app/installations')
    .query(true)
    .reply(200, [
      { id: 5, account: { login: 'away', type: 'Organization' }, suspended_at: '2026-11-20T09:00:00Z' },
      { id: 4, account: { login: 'gone', type: 'Organization' } },
      { id: 3, account: { login: 'acme', type: 'Organization' } },
    ]);
  nock(API)
    .post('/app/installations/4/access_tokens')
    .reply(403, { message: 'This installation has been suspended' })
    .persist();
  const platform = nock(API).get('/repos/acme/platform').reply(404);
  const repositories = nock(API)
    .get('/installation/repositories')
    .query(true)
    .reply(200, { total_count: 0, repositories: [] });
  const swept = await sweep(probot, testServices(), queue, progress(), pause);
  expect(swept).toBe(true);
  expect(platform.isDone()).toBe(true);
  expect(repositories.isDone()).toBe(true);
});

it('says that it is worth another try when GitHub does not list the installations', async () => {
  const probot = await startedApp();
  noDeliveries();
  nock(API).get('/app/installations').query(true).reply(401, { message: 'Bad credentials' });
  expect(await sweep(probot, testServices(), queue, progress(), pause)).toBe(false);
});

it('looks at the installations even when the log of deliveries cannot be read', async () => {
  const probot = await startedApp();
  nock(API).get('/app/hook/deliveries').query(true).reply(401, { message: 'Bad credentials' });
  const installations = nock(API).get('/app/installations').query(true).reply(200, []);
  expect(await sweep(probot, testServices(), queue, progress(), pause)).toBe(false);
  expect(installations.isDone()).toBe(true);
});

it('says in its metric that a ledger could not be looked at, and does not try again at once', async () => {
  const probot = await startedApp();
  noDeliveries();
  nock(API)
    .get('/app/installations')
    .query(true)
    .reply(200, [{ id: 3, account: { login: 'acme', type: 'Organization' } }])
    .get('/repos/acme/platform')
    .reply(404)
    .get('/installation/repositories')
    .query(true)
    .reply(200, {
      total_count: 1,
      repositories: [{ name: 'service', owner: { login: 'acme' }, fork: true, description: null }],
    })
    .post('/graphql')
    .reply(403, { message: 'Resource not accessible by integration' });
  const services = testServices();
  expect(await sweep(probot, services, queue, progress(), pause)).toBe(true);
  const text = await services.metrics.text();
  expect(text).toContain('vaultmesh_sweeps_total{what="installations",outcome="failed"} 1');
  expect(text).not.toContain('what="installations",outcome="done"');
});
