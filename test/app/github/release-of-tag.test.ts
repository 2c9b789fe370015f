import { afterEach, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import nock from 'nock';
import { releaseOfTag } from '../../../app/github/release-of-tag.ts';

const API = 'http://127.0.0.1:4009/api/v3';
const REPOSITORY = { owner: 'acme', repo: 'my-service' };
const find = () => releaseOfTag(new Octokit({ baseUrl: API }), REPOSITORY, 'v1.0.0');
const told = (release: object) =>
  nock(API)
    .get('/repos/acme/my-service/releases/tags/v1.0.0')
    .reply(200, { tag_name: 'v1.0.0', ...release });

afterEach(() => {
  nock.cleanAll();
});

it('the files of a release are those that were uploaded whole, and the others are named', async () => {
  const app = { id: 1, name: 'app', size: 3, state: 'uploaded' };
  const assets = [
    app,
    { ...app, name: 'large.iso', state: 'starter' },
    { ...app, name: 'new', state: 'open' },
  ];
  told({ assets });
  expect(await find()).toEqual({
    tag: 'v1.0.0',
    files: [app],
    isImmutable: false,
    unfinished: ['large.iso', 'new'],
  });
});

it('a release without files has none, and may be immutable', async () => {
  told({ immutable: true, assets: [] });
  expect(await find()).toEqual({ tag: 'v1.0.0', files: [], isImmutable: true, unfinished: [] });
});
