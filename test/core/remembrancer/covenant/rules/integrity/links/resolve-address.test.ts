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
    ['/', 'docs/a.md', ''],
    ['x.md', 'docs/deep/a.md', 'docs/deep/x.md'],
  ])('%s of %s is %s', (address, from, path) => {
    expect(resolveAddress(address, from)).toMatchObject({ kind: 'path', path });
  });

  it.each([
    ['x/', true],
    ['x/#a', true],
    ['x', false],
    ['x/y', false],
    ['', false],
  ])('%j is of a folder: %s', (address, isFolder) => {
    expect(resolveAddress(address, 'a.md')).toMatchObject({ isFolder });
  });

  it.each([
    ['x.md', undefined],
    ['x.md#a#b', 'a#b'],
    ['x.md?y#%C3%BC', 'ü'],
    ['#', ''],
  ])('%s names the anchor %j', (address, anchor) => {
    expect(resolveAddress(address, 'a.md')).toHaveProperty('kind', 'path');
    expect((resolveAddress(address, 'a.md') as { anchor?: string }).anchor).toBe(anchor);
  });

  it.each([
    ...['https://a.b/x.md', 'HTTP:x', 'a1+.-:x', 'c:x', '//a.b/x', '\\\\a\\x', ' mailto:a@b.c '],
    ...['{x}.md', 'x}.md', 'a/<x>.md', 'x>', '$(x).md', '%s.md', 'a/%d'],
  ])('is elsewhere: %s', (address) => {
    expect(resolveAddress(address, 'a.md')).toEqual({ kind: 'elsewhere' });
  });

  it.each(['docs/a:b.md', '1a:b', 'a b:c', 'a_b:c', 'a//b', '$x', '%sx.md', '%x', '(x)'])(
    'is in the tree: %s',
    (address) => {
      expect(resolveAddress(address, 'a.md').kind).toBe('path');
    },
  );

  it.each([
    ...['actions', 'activity', 'archive', 'blob', 'branches', 'commit', 'commits', 'compare', 'contributors'],
    ...['deployments', 'discussions', 'edit', 'fork', 'forks', 'graphs', 'invitations', 'issues', 'labels'],
    ...['milestone', 'milestones', 'network', 'new', 'packages', 'projects', 'pull', 'pulls', 'pulse', 'raw'],
    ...['releases', 'security', 'settings', 'stargazers', 'subscription', 'tags', 'tree', 'watchers', 'wiki'],
  ])('is a page of GitHub: ../../%s', (page) => {
    const kinds = [`../../${page}/x`, `../${page}`, `../../../${page}`, `../../${page}s-x`].map(
      (address) => resolveAddress(address, 'a.md').kind,
    );
    expect(kinds).toEqual(['elsewhere', 'outside', 'outside', 'outside']);
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
