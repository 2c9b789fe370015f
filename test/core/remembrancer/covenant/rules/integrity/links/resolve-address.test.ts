import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { resolveAddress } from '../../../../../../../core/remembrancer/covenant/rules/integrity/links/resolve-address.ts';

describe('the target of an address', () => {
  it.each([
    ['x.md', 'docs/a.md', 'docs/x.md'],
    ['./x.md', 'docs/a.md', 'docs/x.md'],
    ['../x.md', 'docs/a.md', 'x.md'],
    ['/x.md', 'docs/a.md', 'x.md'],
    ['x.md?plain=1', 'a.md', 'x.md'],
    ['..', 'docs/a.md', ''],
    ['%61%20b.md', 'a.md', 'a b.md'],
    ['%zz.md', 'a.md', '%zz.md'],
    ['#here', 'docs/a.md', 'docs/a.md'],
    ['a//b/./c/', 'a.md', 'a/b/c'],
  ])('%s of %s is %s', (address, from, path) => {
    expect(resolveAddress(address, from)).toMatchObject({ kind: 'path', path });
  });

  it.each([
    ['x.md', undefined],
    ['x.md#a#b', 'a#b'],
    ['#', ''],
  ])('%s names the anchor %j', (address, anchor) => {
    expect(resolveAddress(address, 'a.md')).toHaveProperty('kind', 'path');
    expect((resolveAddress(address, 'a.md') as { anchor?: string }).anchor).toBe(anchor);
  });

  it('is never above the root, whatever the address', () => {
    const names = fc.constantFrom('..', '.', '', 'a', '%2e%2e', '...', '.. ', '%2F', '\\..');
    fc.assert(
      fc.property(fc.array(names), fc.boolean(), (parts, isFromRoot) => {
        const target = resolveAddress((isFromRoot ? '/' : '') + parts.join('/'), 'docs/deep/a.md');
        if (target.kind !== 'path') return;
        expect(target.path.split('/')).not.toContain('..');
        expect(target.path).not.toMatch(/^\/|\/$/);
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (address, from) => {
        resolveAddress(address, from);
      }),
    );
  });
});
