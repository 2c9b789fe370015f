import { describe, expect, it } from '@jest/globals';
import { grants } from '../../../sandbox/github/access/grants.ts';
import { matchesPattern } from '../../../sandbox/github/access/ref-pattern.ts';
import { pushedRefs } from '../../../sandbox/github/git/pushed-refs.ts';
import { RateLimits } from '../../../sandbox/github/http/rate-limit.ts';
import { Router } from '../../../sandbox/github/http/router.ts';
import { REST_ROUTES } from '../../../sandbox/github/rest/index.ts';
import { html } from '../../../sandbox/github/pages/html.ts';

describe('permissions', () => {
  it('include the levels below, and metadata always', () => {
    expect(grants({ contents: 'write' }, 'contents:read')).toBe(true);
    expect(grants({ contents: 'read' }, 'contents:write')).toBe(false);
    expect(grants({}, 'metadata:read')).toBe(true);
    expect(grants({}, 'issues:read')).toBe(false);
  });
});

describe('the refs of a push', () => {
  it('are read from its pkt-lines', () => {
    const oid = 'a'.repeat(40);
    const packet = (line: string): string => (line.length + 4).toString(16).padStart(4, '0') + line;
    const body = `${packet(`${oid} ${oid} refs/heads/decade\0 report-status`)}${packet(`${oid} ${oid} refs/tags/v1`)}0000PACK`;
    expect(pushedRefs(Buffer.from(body))).toEqual([
      { name: 'refs/heads/decade', after: oid },
      { name: 'refs/tags/v1', after: oid },
    ]);
    expect(pushedRefs(Buffer.from('0000'))).toEqual([]);
  });
});

describe('the rate limit', () => {
  it('is 60 an hour for the anonymous, and begins again after the hour', () => {
    let now = Date.parse('2026-11-20T10:00:00Z');
    const limits = new RateLimits(() => new Date(now));
    const actor = { kind: 'anonymous' } as const;
    for (let n = 0; n < 60; n += 1) limits.count(actor);
    expect(limits.count(actor, 0)).toMatchObject({ limit: 60, used: 60, remaining: 0 });
    now += 3_600_000;
    expect(limits.count(actor)).toMatchObject({ used: 1, remaining: 59 });
  });
});

describe('ref patterns', () => {
  it.each([
    ['v*', 'v1.0.0', true],
    ['v*', 'v1/x', false],
    ['release/**/*', 'release/a/b', true],
    ['release/**/*', 'release/a', true],
    ['main', 'main2', false],
    ['ma.n', 'main', false],
    ['v?', 'v1', true],
  ])('%s against %s is %s', (pattern, name, expected) => {
    expect(matchesPattern(pattern, name)).toBe(expected);
  });
});

describe('the router', () => {
  const router = new Router(REST_ROUTES);
  it.each([
    ['/repos/o/r/contents', '/repos/{owner}/{repo}/contents/{path}', { path: '' }],
    ['/repos/o/r/contents/a/b%20c', '/repos/{owner}/{repo}/contents/{path}', { path: 'a/b c' }],
    ['/repos/o/r/git/ref/heads/a/b', '/repos/{owner}/{repo}/git/ref/{ref}', { ref: 'heads/a/b' }],
    ['/repos/o/r/git/ref/heads%2Fa', '/repos/{owner}/{repo}/git/ref/{ref}', { ref: 'heads/a' }],
    ['/repos/o/r/commits/a/b/check-runs', '/repos/{owner}/{repo}/commits/{ref}/check-runs', { ref: 'a/b' }],
    ['/repos/o/r/releases/latest', '/repos/{owner}/{repo}/releases/latest', {}],
    [
      '/repos/o/r/issues/comments/7',
      '/repos/{owner}/{repo}/issues/comments/{comment_id}',
      { comment_id: '7' },
    ],
  ])('finds %s', (path, template, params) => {
    const match = router.find('GET', path);
    expect(match?.route.template).toBe(template);
    expect(match?.params).toMatchObject(params);
  });

  it('finds nothing for another method or path', () => {
    expect(router.find('TRACE', '/repos/o/r')).toBeUndefined();
    expect(router.find('GET', '/repos/o')).toBeUndefined();
  });
});

describe('html', () => {
  it('escapes what it is given, except html', () => {
    const evil = '<b a="\'">&';
    expect(html`<p title="${evil}">${html`<i>${[evil, 1]}</i>`}${undefined}</p>`.text).toBe(
      '<p title="&lt;b a=&quot;&#39;&quot;&gt;&amp;"><i>&lt;b a=&quot;&#39;&quot;&gt;&amp;1</i></p>',
    );
  });
});
