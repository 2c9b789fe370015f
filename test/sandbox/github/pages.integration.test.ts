import { describe, expect, it } from '@jest/globals';
import { withGitHub } from './with-github.ts';

const sandbox = withGitHub();
const EVIL = '<script>alert(1)</script>';

async function page(
  path: string,
  token?: string,
): Promise<{ status: number; text: string; headers: Headers }> {
  const headers = token === undefined ? {} : { authorization: `Basic ${btoa(`x:${token}`)}` };
  const response = await fetch(`${sandbox.world.github.url}${path}`, { headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

describe('pages', () => {
  it('show code, issues, pull requests, releases and runs, and run nothing that people wrote', async () => {
    const { ada, github } = sandbox.world;
    const here = { owner: 'acme', repo: 'shown' };
    await ada.repos.createInOrg({ org: 'acme', name: 'shown', auto_init: true, description: EVIL });
    const content = Buffer.from(`# Title\n\n${EVIL} [x](javascript:alert(1))\n`).toString('base64');
    const main = await ada.git.getRef({ ...here, ref: 'heads/main' });
    await ada.git.createRef({ ...here, ref: 'refs/heads/spawn/adr', sha: main.data.object.sha });
    const file = { ...here, branch: 'spawn/adr', path: 'docs/a b.md', message: EVIL, content };
    await ada.repos.createOrUpdateFileContents(file);
    const issue = await ada.issues.create({ ...here, title: EVIL, body: EVIL });
    await ada.issues.createComment({ ...here, issue_number: issue.data.number, body: `**bold** ${EVIL}` });
    await ada.reactions.createForIssue({ ...here, issue_number: issue.data.number, content: 'rocket' });
    const pull = await ada.pulls.create({ ...here, title: 'ADR', head: 'spawn/adr', base: 'main' });
    const release = await ada.repos.createRelease({ ...here, tag_name: 'v1', name: EVIL, body: EVIL });
    const url = release.data.upload_url;
    await ada.repos.uploadReleaseAsset({
      ...here,
      release_id: release.data.id,
      url,
      name: 'a.txt',
      data: 'bytes',
    });
    const run = await github.workflowRuns.start({
      ...here,
      path: '.github/workflows/x.yml',
      name: EVIL,
      event: 'push',
      headBranch: 'main',
      headSha: main.data.object.sha,
      actor: 'ada',
    });
    const [startedAt, completedAt] = ['2026-11-20T00:00:00Z', null];
    const job = {
      name: 'job',
      status: 'in_progress',
      conclusion: null,
      startedAt,
      completedAt,
      steps: [],
    } as const;
    await github.workflowRuns.update(run.id, {
      status: 'in_progress',
      jobs: [{ ...job, log: `log ${EVIL}` }],
    });

    const expectations: Record<string, string> = {
      '/': '/acme/shown',
      '/acme': '/acme/shown',
      '/acme/shown': 'README.md',
      '/acme/shown/tree/spawn/adr/docs': 'a b.md',
      '/acme/shown/blob/spawn/adr/docs/a%20b.md': '<h1>Title</h1>',
      '/acme/shown/branches': 'spawn/adr',
      '/acme/shown/commits/spawn/adr': 'Initial commit',
      [`/acme/shown/commit/${main.data.object.sha}`]: '+# shown',
      '/acme/shown/issues': '#1',
      '/acme/shown/issues/1': '<strong>bold</strong>',
      '/acme/shown/pulls': 'ADR',
      [`/acme/shown/pull/${pull.data.number}`]: '+# Title',
      '/acme/shown/releases': 'a.txt',
      '/acme/shown/releases/tag/v1': 'a.txt',
      '/acme/shown/actions': '#1',
      [`/acme/shown/actions/runs/${run.id}`]: 'log &lt;script&gt;',
    };
    for (const [path, text] of Object.entries(expectations)) {
      const shown = await page(path);
      expect({ path, status: shown.status }).toEqual({ path, status: 200 });
      expect(shown.text).toContain(text);
      expect(shown.text).not.toContain('<script');
      expect(shown.text).not.toContain('href="javascript:');
      expect(shown.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    }
    const raw = await page('/acme/shown/raw/spawn/adr/docs/a%20b.md');
    expect([raw.text, raw.headers.get('content-type')]).toEqual([
      Buffer.from(content, 'base64').toString(),
      'application/octet-stream',
    ]);
    expect((await page('/acme/shown/issues/99')).status).toBe(404);
  });

  it('hide what is private from those without a token', async () => {
    const { ada, token } = sandbox.world;
    await ada.repos.createInOrg({ org: 'acme', name: 'veiled', private: true, auto_init: true });
    expect((await page('/acme/veiled')).status).toBe(404);
    expect((await page('/')).text).not.toContain('veiled');
    expect((await page('/acme/veiled', token)).status).toBe(200);
  });
});
