import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../app/config.ts';
import { type GitHubSandbox, startGitHub } from '../../../sandbox/github/index.ts';
import { until } from '../../../sandbox/world/until.ts';

const main = fileURLToPath(new URL('../../../app/setup/main.ts', import.meta.url));
const URL_OF_APP = 'https://vaultmesh.example.org';

let github: GitHubSandbox;
let directory: string;
beforeAll(async () => {
  github = await startGitHub();
  github.createOrganization({ login: 'acme', members: {} });
  directory = mkdtempSync(join(tmpdir(), 'vaultmesh-setup-'));
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  expect(github.traffic.unknownRoutes).toEqual([]);
  if (process.env['VAULTMESH_TRAFFIC']) await github.traffic.append(process.env['VAULTMESH_TRAFFIC']);
  await github.stop();
});

/** `npm run setup`; `ended` gives its exit code. */
function setup(...args: string[]) {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, ['--no-warnings', main, ...args], {
    env: { PATH, NODE_COMPILE_CACHE, GHE_HOST: new URL(github.url).host, GHE_PROTOCOL: 'http' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return {
    output: () => output,
    ended: once(child, 'close').then(([code]: (number | null)[]) => code),
    stop: () => child.kill(),
    address: () => until('the address', () => /Open (http:\S+)/.exec(output)?.[1]),
  };
}

/** What a browser does with the page: sends its form to GitHub. Gives where GitHub sends it back. */
async function confirm(address: string): Promise<{ back: URL; manifest: Record<string, unknown> }> {
  const page = await fetch(address);
  expect(page.headers.get('content-security-policy')).toContain(`form-action ${github.url}`);
  const text = (await page.text()).replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const action = /action="([^"]+)"/.exec(text)![1]!;
  const manifest = /name="manifest" value="(\{.*\})">/.exec(text)![1]!;
  expect(action).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+(\/organizations\/acme)?\/settings\/apps\/new\?state=\w{64}$/,
  );
  const answer = await fetch(action, {
    method: 'POST',
    body: new URLSearchParams({ manifest }),
    redirect: 'manual',
  });
  expect(answer.status).toBe(302);
  return {
    back: new URL(answer.headers.get('location')!),
    manifest: JSON.parse(manifest) as Record<string, unknown>,
  };
}

describe('setting up', () => {
  let folder: string;
  let run: ReturnType<typeof setup>;
  let back: URL;
  beforeAll(async () => {
    folder = join(directory, 'made');
    run = setup('--url', URL_OF_APP, '--org', 'acme', '--name', 'Acme Mesh', '--folder', folder);
    const address = await run.address();
    const confirmed = await confirm(address);
    ({ back } = confirmed);
    expect(confirmed.manifest).toMatchObject({
      name: 'Acme Mesh',
      public: false,
      hook_attributes: { url: `${URL_OF_APP}/api/github/webhooks`, active: true },
      redirect_url: `${address}created`,
      default_permissions: { contents: 'write', metadata: 'read' },
    });
  });
  afterAll(() => {
    run.stop();
  });

  const get = (url: URL | string, headers = {}) => fetch(url, { headers });

  it('takes no code but that of this very run', async () => {
    for (const [name, value] of [
      ['state', '0'.repeat(64)],
      ['state', ''],
      ['code', '../../x'],
      ['code', ''],
    ] as const) {
      const wrong = new URL(back);
      wrong.searchParams.set(name, value);
      expect((await get(wrong)).status).toBe(404);
    }
    expect((await fetch(back, { method: 'POST' })).status).toBe(404);
    expect(existsSync(join(folder, 'app.env'))).toBe(false);
  });

  it('writes settings with which the app starts, for their owner only', async () => {
    expect((await get(back)).status).toBe(200);
    expect(await run.ended).toBe(0);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of ['app.env', 'private-key.pem', 'witness.key']) {
      expect([file, statSync(join(folder, file)).mode & 0o777]).toEqual([file, 0o600]);
    }
    const config = readConfig(parseEnv(readFileSync(join(folder, 'app.env'), 'utf8')));
    expect(config.apiUrl).toBe(github.apiUrl);
    expect(config.witness.verifierKey).toMatch(/^vaultmesh\.example\.org\/witness\+/);
    const asApp = new Octokit({
      authStrategy: createAppAuth,
      auth: { appId: config.appId, privateKey: config.privateKey },
      baseUrl: config.apiUrl,
    });
    const { data } = await asApp.apps.getAuthenticated();
    expect(data).toMatchObject({ id: config.appId, slug: 'acme-mesh' });
  });

  it('tells what to do next, and no secret', () => {
    const config = readConfig(parseEnv(readFileSync(join(folder, 'app.env'), 'utf8')));
    expect(run.output()).toContain(`node --env-file=${join(folder, 'app.env')} app/main.ts`);
    expect(run.output()).toContain('/apps/acme-mesh/installations/new');
    expect(run.output()).toContain(config.witness.verifierKey);
    expect(run.output()).not.toContain(config.webhookSecret);
    expect(run.output()).not.toContain('PRIVATE KEY');
  });

  it('is done once: settings that are there are left alone', async () => {
    const before = readFileSync(join(folder, 'app.env'));
    const again = setup('--url', URL_OF_APP, '--folder', folder);
    expect(await again.ended).toBe(7);
    expect(again.output()).toContain('may be of an app in use');
    expect(readFileSync(join(folder, 'app.env'))).toEqual(before);
  });
});

it('says what to do when GitHub does not give the keys', async () => {
  const folder = join(directory, 'refused');
  const run = setup('--url', URL_OF_APP, '--folder', folder);
  const { back } = await confirm(await run.address());
  github.faults.onRequest({ kind: 'server-error', route: '/app-manifests/{code}/conversions' });
  await fetch(back);
  expect(await run.ended).toBe(8);
  expect(run.output()).toContain('GitHub answered 502');
  expect(run.output()).toContain('Delete the new app');
  expect(existsSync(join(folder, 'app.env'))).toBe(false);
});

it('ends before GitHub is asked when it could not write', async () => {
  const file = join(directory, 'a-file');
  writeFileSync(file, '');
  const run = setup('--url', URL_OF_APP, '--folder', file);
  expect(await run.ended).toBe(4);
  expect(run.output()).not.toContain('Open ');
});
