import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startGitHub, type GitHubSandbox } from '../../sandbox/github/index.ts';
import { startRunner, type Runner, type RunRecord } from '../../sandbox/runner/index.ts';
import { startServices, type Services } from '../../sandbox/services/index.ts';
import { createPerson, type Person } from '../../sandbox/world/person.ts';
import { mustRun } from '../../sandbox/world/run-program.ts';
import { project } from '../project.ts';

const REPOSITORY = { owner: 'acme', repo: 'app' };
const CONFIG = `covenant:
  levels:
    VM-II-05: enforce
  exceptions:
    - rule: VM-II-01
      paths: [.github/workflows/covenant.yml]
      reason: The Action is ours and released with this repository
      until: 2099-12-31
`;
/** A manifest without a lockfile, against VM-II-05. */
const MANIFEST = JSON.stringify({ name: 'app', version: '1.0.0', dependencies: { left: '1.0.0' } });

/** The workflow of actions/README.md, without the step that uploads: this GitHub has no code scanning. */
async function workflowOfReadme(): Promise<string> {
  const readme = await readFile(join(project, 'actions/README.md'), 'utf8');
  const [, block = ''] = /^```yaml\n(name: Covenant\n.*?)^```$/ms.exec(readme) ?? [];
  return block.replace(/^ {6}- uses: github\/codeql-action.*$/ms, '');
}

describe('a repository that holds its pull requests against the covenant, as actions/README.md says', () => {
  let github: GitHubSandbox;
  let services: Services;
  let runner: Runner;
  let ada: Person;
  let directory: string;

  const git = async (...args: string[]): Promise<string> => {
    const who = ['-c', 'user.name=ada', '-c', 'user.email=ada@acme.example'];
    return (await mustRun('git', [...who, ...args], { cwd: join(directory, 'clone') })).trim();
  };
  /** Pushes files to a branch that begins at main, and gives the last run that this or its pull request started. */
  const propose = async (branch: string, files: Readonly<Record<string, string>>): Promise<RunRecord> => {
    await git('checkout', '--quiet', '-B', branch, 'main');
    for (const [path, content] of Object.entries(files)) {
      const file = join(directory, 'clone', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    await git('add', '.');
    await git('commit', '--quiet', '-m', 'A change');
    await git('push', '--quiet', 'origin', branch);
    if (branch !== 'main') {
      await ada.octokit.pulls.create({ ...REPOSITORY, head: branch, base: 'main', title: 'A change' });
    }
    await runner.idle();
    return runner.runs.at(-1)!;
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vaultmesh-covenant-e2e-'));
    github = await startGitHub();
    services = await startServices({ serverUrl: github.url });
    runner = startRunner({ github, services, actions: new Map([['vaultmesh/record', project]]) });
    ada = createPerson(github, 'ada');
    github.createOrganization({ login: REPOSITORY.owner, members: { ada: 'admin' } });
    await ada.octokit.repos.createInOrg({ org: REPOSITORY.owner, name: REPOSITORY.repo, auto_init: true });
    const url = `http://x-access-token:${ada.token}@${new URL(github.url).host}/acme/app`;
    await mustRun('git', ['clone', '--quiet', url, 'clone'], { cwd: directory });
  });
  afterAll(async () => {
    await runner.stop();
    await services.stop();
    await github.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('passes when the workflow itself is pushed, and reports the exception for it', async () => {
    const run = await propose('main', {
      '.github/workflows/covenant.yml': await workflowOfReadme(),
      '.github/vaultmesh.yml': CONFIG,
    });
    expect([run.event, run.conclusion, run.jobs[0]?.log]).toEqual([
      'push',
      'success',
      expect.stringContaining('The covenant is held by commit'),
    ]);
    expect(run.jobs[0]?.summary).toContain('## Excepted');
    expect(run.jobs[0]?.summary).toContain('2099-12-31');
  });

  it('fails for a pull request that breaks a rule, beside the file', async () => {
    const run = await propose('manifest', { 'app/package.json': MANIFEST });
    expect([run.event, run.conclusion]).toEqual(['pull_request', 'failure']);
    expect(run.jobs[0]?.annotations).toContainEqual(
      expect.objectContaining({
        level: 'error',
        properties: expect.objectContaining({ file: 'app/package.json' }),
      }),
    );
    expect(run.jobs[0]?.summary).toContain('## Covenant: broken');
  });

  it('fails for one that writes itself an exception', async () => {
    const exception = CONFIG.replace('VM-II-05: enforce', 'VM-II-05: advise');
    const run = await propose('weaker', {
      'app/package.json': MANIFEST,
      '.github/vaultmesh.yml': exception,
    });
    expect(run.conclusion).toBe('failure');
    expect(run.jobs[0]?.annotations.map(({ message }) => message).join('\n')).toContain('VM-II-05');
  });

  it('passes for one that keeps it', async () => {
    const run = await propose('kept', { 'notes.txt': 'a note\n' });
    expect([run.event, run.conclusion]).toEqual(['pull_request', 'success']);
  });
});
