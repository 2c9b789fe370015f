import { describe, expect, it } from '@jest/globals';

import { drift, driftIn, type Files } from '../findings-of.ts';

const root = (members: string): string =>
  `__metadata:\n  version: 8\n\n"root@workspace:.":\n  version: 0\n${members}`;

describe('the yarn.lock of a later Yarn', () => {
  it('names each difference once, in the section of the manifest', async () => {
    const manifest = {
      dependencies: { plain: '2', both: '1', same: '^1', kept: 'npm:x@1' },
      devDependencies: { dev: '2', both: '2', twice: '2' },
      optionalDependencies: { opt: '2', twice: '1' },
      peerDependencies: { peer: '2', both: '*' },
    };
    const lock = root(`  dependencies:
    both: "npm:1"
    dev: "npm:1"
    kept: "npm:x@1"
    opt: "npm:1"
    plain: "npm:1"
    same: "npm:^1"
    twice: "npm:1"
  peerDependencies:
    both: "*"
    peer: 1
`);
    const differs = (name: string, section: string) =>
      `${name} is in ${section} as "2", and in yarn.lock as "1".`;
    expect(await drift({ 'package.json': JSON.stringify(manifest), 'yarn.lock': lock })).toEqual([
      differs('plain', 'dependencies'),
      differs('both', 'devDependencies'),
      differs('twice', 'devDependencies'),
      differs('dev', 'devDependencies'),
      differs('opt', 'optionalDependencies'),
      differs('peer', 'peerDependencies'),
    ]);
  });

  it('is without the project at its root, and without a member', async () => {
    const files: Files = {
      'package.json': '{"workspaces": ["*"]}',
      'a/package.json': '{}',
      'yarn.lock': '__metadata:\n  version: 8\n',
    };
    expect(await drift(files)).toEqual([
      'yarn.lock does not have the workspace a.',
      'yarn.lock does not have the workspace ..',
    ]);
  });

  it('has a member that is gone, told once', async () => {
    const member = (name: string) => `\n"${name}@workspace:${name}":\n  version: 0\n`;
    const files: Files = {
      'web/package.json': '{"workspaces": ["*"]}',
      'web/a/package.json': '{"name": "a"}',
      'web/b/package.json': '{"name": "b"}',
      'gone/x.txt': '',
      'web/yarn.lock': root(member('a') + member('b') + member('gone')),
    };
    expect(await drift(files)).toEqual(['yarn.lock has the workspace member gone, which is not there.']);
  });

  it('has another name, which stands in the manifest', async () => {
    const text = '{"x": "other", "name": "other"}';
    const [found, ...more] = await driftIn({ 'package.json': text, 'yarn.lock': root('') });
    expect(found?.message).toBe('The package is called other, and in yarn.lock root.');
    expect(found?.range).toEqual({ start: text.lastIndexOf('"other"'), end: text.length - 1 });
    expect(more).toEqual([]);
    expect(await drift({ 'package.json': '{}', 'yarn.lock': root('') })).toEqual([]);
  });
});
