import { tmpdir } from 'node:os';

import { expect, it } from '@jest/globals';

import { repositoryAddress } from '../../cli/repository.ts';
import { memoryTerminal } from './memory-terminal.ts';

const terminal = memoryTerminal();

it.each([
  ['acme/app', 'https://github.com/acme/app', 'github.com/acme/app'],
  ['https://ghe.example/acme/app.git', 'https://ghe.example/acme/app.git', 'ghe.example/acme/app'],
  ['ssh://git@ghe.example/acme/app', 'ssh://git@ghe.example/acme/app', 'ghe.example/acme/app'],
  ['http://127.0.0.1:8080/acme/app/', 'http://127.0.0.1:8080/acme/app/', '127.0.0.1:8080/acme/app'],
])('takes %s', (text, url, origin) => {
  expect(repositoryAddress(text, terminal)).toEqual({ url, origin });
});

it('takes OWNER/REPO on an Enterprise server', () => {
  const enterprise = memoryTerminal({ environment: { GITHUB_SERVER_URL: 'https://ghe.example' } });
  expect(repositoryAddress('acme/app', enterprise).url).toBe('https://ghe.example/acme/app');
});

it('takes a folder, whose log may have any name', () => {
  expect(repositoryAddress(tmpdir(), terminal)).toEqual({ url: tmpdir() });
});

it.each(['app', 'acme/app/more', '--upload-pack=x', 'https://[', ''])(
  'refuses "%s" and says what it takes',
  (text) => {
    const refused = (): unknown => repositoryAddress(text, terminal);
    expect(refused).toThrow('give OWNER/REPO');
  },
);

it('takes the address of a folder, whose log may have any name', () => {
  expect(repositoryAddress('file:///srv/app.git', terminal)).toEqual({ url: 'file:///srv/app.git' });
});

it.each([
  ['git@github.com:acme/app.git', 'ssh://git@github.com/acme/app.git'],
  ['ghe.example:/acme/app', 'ssh://ghe.example/acme/app'],
])('says how the short form %s of ssh is written', (text, url) => {
  expect(() => repositoryAddress(text, terminal)).toThrow(`write ${url}.`);
});
