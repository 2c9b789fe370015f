import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { receiverOf } from '../../../app/deliveries/receiver-of.ts';
import { API, startedApp } from '../fixtures/started-app.ts';

let probot: Probot;
beforeEach(async () => {
  probot = await startedApp();
});
afterEach(() => {
  nock.cleanAll();
});

/** A pull request that was opened where the app is installed as number 4, and the first call because of it. */
const opened = {
  action: 'opened',
  number: 2,
  pull_request: { head: { sha: 'a'.repeat(40) } },
  repository: { id: 1, name: 'app', full_name: 'acme/app', owner: { login: 'acme', type: 'Organization' } },
  installation: { id: 4 },
};
const receive = () => receiverOf(probot)({ id: 'guid', name: 'pull_request', payload: opened });
const tokenIs = (status: number, body: object) =>
  nock(API).post('/app/installations/4/access_tokens').reply(status, body).persist();
const firstCallIs = (status: number, message: string) => {
  tokenIs(201, { token: 'ghs_test', expires_at: '2126-11-20T09:30:00Z', permissions: {} });
  nock(API).get('/repos/acme/app/pulls/2').reply(status, { message }).persist();
  nock(API).get('/repos/acme/app').reply(200, {}).persist();
};
const installationIs = (status: number, body: object) =>
  nock(API).get('/app/installations/4').reply(status, body);

const SUSPENDED = { id: 4, suspended_at: '2026-11-20T09:00:00Z' };
const WORKING = { id: 4, suspended_at: null };

describe('nothing is left to do, which is no failure, where the app', () => {
  it('was suspended and gets no token', async () => {
    tokenIs(403, { message: 'This installation has been suspended' });
    installationIs(200, SUSPENDED);
    await receive();
  });

  it('was removed and gets no token', async () => {
    tokenIs(404, { message: 'Not Found' });
    installationIs(404, { message: 'Not Found' });
    await receive();
  });

  it('was suspended after it got one', async () => {
    firstCallIs(403, 'Sorry. Your installation has been suspended.');
    installationIs(200, SUSPENDED);
    await receive();
  });

  it('was removed after it got one', async () => {
    const refused = Object.assign(new Error('Bad credentials'), { status: 401 });
    const receiver = receiverOf({
      auth: () => probot.auth(),
      log: probot.log,
      receive: () => Promise.reject(new AggregateError([new Error('It stopped', { cause: refused })])),
    });
    installationIs(404, { message: 'Not Found' });
    await receiver({ id: 'guid', name: 'pull_request', payload: opened });
  });
});

describe('a refusal is a failure where the app', () => {
  it('is installed', async () => {
    firstCallIs(403, 'Resource not accessible by integration');
    installationIs(200, WORKING);
    await expect(receive()).rejects.toThrow('Resource not accessible');
  });

  it('cannot be told to be, and another attempt may tell', async () => {
    firstCallIs(403, 'Resource not accessible by integration');
    installationIs(401, { message: 'Bad credentials' });
    await expect(receive()).rejects.toThrow('Bad credentials');
  });
});
