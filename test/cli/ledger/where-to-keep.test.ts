import { expect, it } from '@jest/globals';

import { whereToKeep } from '../../../cli/ledger/where-to-keep.ts';
import { repositoryAddress } from '../../../cli/repository.ts';
import { memoryTerminal } from '../memory-terminal.ts';

const told = (repository: string, environment: Record<string, string> = {}): string => {
  const terminal = memoryTerminal({ environment, directory: import.meta.dirname });
  return whereToKeep(terminal, repositoryAddress(repository, terminal));
};

it.each(['acme/app', 'https://github.com/acme/app', 'ssh://git@github.com/acme/app'])(
  'the key of %s is a secret of its environment',
  (repository) => {
    expect(told(repository)).toBe('store it as the secret VAULTMESH_LOG_KEY of the environment "ledger"');
  },
);

it.each(['.', 'https://git.example/acme/app', 'https://github.com.example/acme/app'])(
  'there is no such secret for %s',
  (repository) => {
    expect(told(repository)).toBe('keep it where only those who record can read it');
  },
);

it('the GitHub is the one of GITHUB_SERVER_URL', () => {
  const environment = { GITHUB_SERVER_URL: 'https://git.example' };
  expect(told('https://git.example/acme/app', environment)).toContain('secret VAULTMESH_LOG_KEY');
  expect(told('https://github.com/acme/app', environment)).not.toContain('secret');
});
