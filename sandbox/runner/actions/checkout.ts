import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from '../trigger/trigger-event.ts';
import { insidePath } from './inside-path.ts';
import type { KnownAction } from './known-action.ts';

/** The default branch. */
const DEFAULT = { fetch: 'HEAD', ref: '' };

type Git = (...args: readonly string[]) => Promise<string>;

/** What to check out: `fetch` is asked of the server, `ref` is what it is then called here. */
interface Target {
  readonly fetch: string;
  readonly ref: string;
}

/**
 * actions/checkout: the commit of the event, or the ref that is asked for, of the repository of the run or another one
 * that the token of the job can read.
 */
export const checkout: KnownAction = {
  inputs: { repository: '', ref: '', path: '.', 'persist-credentials': 'true', 'fetch-depth': '1' },
  run: async ({ inputs, job, exec, setOutput }) => {
    const { event } = job.run;
    const { github } = job.contexts;
    const directory = insidePath(job.folder.workspace, inputs['path'] ?? '.');
    await mkdir(directory, { recursive: true });

    const server = text(github['server_url']);
    const token = Buffer.from(`x-access-token:${text(github['token'])}`).toString('base64');
    job.masker.add(token);
    const header = `AUTHORIZATION: basic ${token}`;
    // By the environment: an argument could be read by every process of the machine.
    const env = {
      GIT_TERMINAL_PROMPT: '0',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
      GIT_CONFIG_VALUE_0: header,
    };
    const git: Git = (...args) =>
      exec('git', ['-c', 'init.defaultBranch=main', ...args], { cwd: directory, env });

    await git('init', '--quiet');
    const own = `${event.owner}/${event.repo}`;
    const repository = inputs['repository'] === '' ? own : (inputs['repository'] ?? own);
    await git('remote', 'add', 'origin', `${server}/${repository}`);
    const fallback = { fetch: event.sha, ref: event.ref };
    const target = await findTarget(git, inputs['ref'] ?? '', repository === own ? fallback : DEFAULT);
    const depth = inputs['fetch-depth'] ?? '1';
    if (depth === '0')
      await git('fetch', '--quiet', '--tags', 'origin', '+refs/heads/*:refs/remotes/origin/*');
    const history = depth === '0' ? [] : ['--no-tags', `--depth=${depth}`];
    await git('fetch', '--quiet', ...history, 'origin', target.fetch);
    await place(git, target.ref);
    if (inputs['persist-credentials'] === 'true') {
      const section = `[http "${server}/"]\n\textraheader = ${header}\n`;
      await appendFile(join(directory, '.git', 'config'), section);
    }
    setOutput('ref', target.ref);
    setOutput('commit', await git('rev-parse', 'HEAD'));
  },
};

async function findTarget(git: Git, ref: string, event: Target): Promise<Target> {
  if (ref === '') return event;
  if (/^[0-9a-f]{40}$/.test(ref)) return { fetch: ref, ref: '' };
  if (ref.startsWith('refs/')) return { fetch: ref, ref };
  const branch = `refs/heads/${ref}`;
  const found = await git('ls-remote', 'origin', branch);
  const full = found === '' ? `refs/tags/${ref}` : branch;
  return { fetch: full, ref: full };
}

/** A branch is checked out as one, with its upstream; anything else is a detached head. */
async function place(git: Git, ref: string): Promise<void> {
  const commit = await git('rev-parse', '--verify', 'FETCH_HEAD^{commit}');
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch !== undefined) {
    await git('update-ref', `refs/remotes/origin/${branch}`, commit);
    await git('checkout', '--quiet', '--force', '-B', branch, `refs/remotes/origin/${branch}`);
    return;
  }
  if (ref.startsWith('refs/tags/')) await git('update-ref', ref, commit);
  await git('checkout', '--quiet', '--force', '--detach', commit);
}
