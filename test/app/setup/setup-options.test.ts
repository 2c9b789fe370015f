import { describe, expect, it } from '@jest/globals';
import { readOptions } from '../../../app/setup/setup-options.ts';

describe('the options', () => {
  it('need an address only', () => {
    expect(readOptions(['--url', 'https://vm.example.org'], {})).toEqual({
      url: 'https://vm.example.org/api/github/webhooks',
      server: 'https://github.com',
      api: 'https://api.github.com',
      name: 'VaultMesh',
      witness: 'vm.example.org/witness',
      folder: 'vaultmesh-app',
    });
  });

  it('take the address with its path, too', () => {
    const options = readOptions(['--url', 'https://vm.example.org/api/github/webhooks'], {});
    expect(options?.url).toBe('https://vm.example.org/api/github/webhooks');
  });

  it('make the app on a GitHub Enterprise Server', () => {
    const options = readOptions(['--url', 'https://vm.example.org'], { GHE_HOST: 'github.acme.example' });
    expect(options).toMatchObject({
      server: 'https://github.acme.example',
      api: 'https://github.acme.example/api/v3',
    });
  });

  it('give nothing when help is asked for', () => {
    expect(readOptions(['--help'], {})).toBeUndefined();
  });

  it.each([
    [[], '--url is the address'],
    [['--url', 'vm.example.org'], '--url is the address'],
    [['--url', 'ftp://vm.example.org'], '--url is the address'],
    [['--url', 'https://vm.example.org/other'], '--url is the address'],
    [['--url', 'https://vm.example.org', '--org', 'a/b'], '--org is "a/b"'],
    [['--url', 'https://vm.example.org', '--name', ' '], '--name has'],
    [['--url', 'https://vm.example.org', '--loud'], "'--loud'"],
  ] as const)('%j is refused with the reason and how to write it', (args, reason) => {
    expect(() => readOptions(args, {})).toThrow(reason);
    expect(() => readOptions(args, {})).toThrow('Usage: npm run setup');
  });

  it('refuse a host that is more than a host', () => {
    expect(() => readOptions(['--url', 'https://vm.example.org'], { GHE_HOST: 'evil.example/x' })).toThrow(
      'GHE_HOST',
    );
  });
});
