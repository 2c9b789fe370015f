import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { askedBy } from '../fixtures/asked-by.ts';
import { INSTALLATION, startedApp } from '../fixtures/started-app.ts';

let app: Probot;
beforeEach(async () => {
  app = await startedApp();
});
afterEach(() => {
  nock.cleanAll();
});

const release = (changes: object, action = 'published') =>
  ({
    id: '1',
    name: 'release' as const,
    payload: {
      action,
      release: {
        tag_name: 'v1.0.0',
        draft: false,
        prerelease: false,
        published_at: '2026-11-20T09:00:00Z',
        author: { login: 'maria', type: 'User' },
        ...changes,
      },
      repository: { id: 5, name: 'my-service', full_name: 'acme/my-service', owner: { login: 'acme' } },
      installation: { id: INSTALLATION },
    },
  }) as never;

const asked = (event: never) => askedBy(app, event);

describe('a release', () => {
  it.each([
    ['that was published', {}],
    ['that is a prerelease', { prerelease: true }],
    ['of nobody any more', { author: null }],
  ])('%s is looked at', async (_, changes) => {
    expect((await asked(release(changes)))[0]).toContain('/repos/acme/my-service');
  });

  it.each([
    ['that is a draft', { draft: true }, 'published'],
    ['without a time of publication', { published_at: null }, 'published'],
    ['that was edited', {}, 'edited'],
  ])('%s is left alone', async (_, changes, action) => {
    expect(await asked(release(changes, action))).toEqual([]);
  });
});
