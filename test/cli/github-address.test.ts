import { expect, it } from '@jest/globals';

import { gitHubAddress } from '../../cli/github/github-address.ts';

const at = (url: string, environment: Record<string, string> = {}) => gitHubAddress({ url }, environment);
const name = { owner: 'acme', repo: 'app' };

it.each([
  ['https://github.com/acme/app', '', 'https://api.github.com'],
  ['https://github.com/acme/app.git', '', 'https://api.github.com'],
  ['https://acme.ghe.com/acme/app', 'https://acme.ghe.com', 'https://api.acme.ghe.com'],
  ['https://git.example/acme/app/', 'https://git.example', 'https://git.example/api/v3'],
])('%s has its API at the usual place', (url, server, apiUrl) => {
  expect(at(url, { GITHUB_SERVER_URL: server })).toEqual({ name, apiUrl });
});

it('follows GITHUB_API_URL', () => {
  const apiUrl = 'https://api.git.example';
  expect(at('https://github.com/acme/app', { GITHUB_API_URL: apiUrl })).toEqual({ name, apiUrl });
});

it('has the token for the server that it is for, and for no other', () => {
  const token = 'ghp_canary';
  expect(at('https://github.com/acme/app', { GITHUB_TOKEN: token })).toMatchObject({ token });
  expect(at('https://github.com/acme/app', { GH_TOKEN: token, GITHUB_TOKEN: 'other' })).toMatchObject({
    token,
  });
  for (const url of [
    'https://git.example/acme/app',
    'http://github.com/acme/app',
    'https://github.com.evil/a/b',
  ]) {
    expect(at(url, { GITHUB_TOKEN: token })).toBeUndefined();
  }
});

it.each([
  '/srv/git/app',
  'ssh://git@github.com/acme/app',
  'https://github.com/acme',
  'https://github.com/a/b/c',
])('%s is no repository on GitHub', (url) => {
  expect(at(url)).toBeUndefined();
});

it('refuses a server that is no address', () => {
  expect(() => at('https://github.com/acme/app', { GITHUB_SERVER_URL: 'github.com' })).toThrow(
    'GITHUB_SERVER_URL is "github.com"',
  );
});
