import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxEvent } from '../../sandbox/github/index.ts';
import { createStops } from '../../sandbox/world/stops.ts';
import { ORGANIZATION, type SandboxApp, startSandboxApp } from '../../test/app/fixtures/sandbox-app.ts';
import { type Probed, probing, readProbe } from './read-probe.ts';
import type { Setup } from './setups.ts';

/** What there is in each of so many repositories. */
export interface Contents {
  readonly repositories: number;
  readonly pullRequests: number;
  /** Comments `/help` on an issue. */
  readonly commands: number;
}

/** An organisation that uses the app, and what happened there before it was installed: the app was told nothing of that. */
export interface BenchWorld {
  readonly world: SandboxApp;
  readonly installation: number;
  readonly repositories: readonly string[];
  readonly events: readonly SandboxEvent[];
  /** What the app's process holds once nobody needs what it can throw away, and has used of the processors. */
  readonly probe: () => Promise<Probed>;
  readonly stop: () => Promise<void>;
}

/** Starts GitHub in this process and the app in another, installed and with nothing to do. */
export async function startBenchWorld(
  {
    environment,
    program,
    hourlyLimit,
  }: Pick<Setup, 'environment' | 'program'> & { readonly hourlyLimit?: number },
  contents: Contents,
): Promise<BenchWorld> {
  const stops = createStops();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'vaultmesh-bench-'));
    stops.add(() => rm(folder, { recursive: true }));
    const file = join(folder, 'probe.json');
    const world = await startSandboxApp({
      environment: { ...environment, ...probing(file) },
      ...(program !== undefined && { program }),
      ...(hourlyLimit !== undefined && { hourlyLimit }),
    });
    stops.add(() => world.stop());
    const repositories = Array.from({ length: contents.repositories }, (_, number) => `service-${number}`);
    await Promise.all(repositories.map((repo) => fill(world, repo, contents)));
    const events = [...world.events];
    world.install();
    await world.settled();
    const installed = world.events.find(({ name }) => name === 'installation');
    const { id } = installed?.payload['installation'] as { readonly id: number };
    const probe = () => readProbe(world.app.pid, file);
    return { world, installation: id, repositories, events, probe, stop: () => stops.run() };
  } catch (error) {
    await stops.run();
    throw error;
  }
}

async function fill({ maria }: SandboxApp, repo: string, contents: Contents): Promise<void> {
  const { git, issues, pulls, repos } = maria.octokit.rest;
  const name = { owner: ORGANIZATION, repo };
  await repos.createInOrg({ org: ORGANIZATION, name: repo, auto_init: true });
  const { data: main } = await git.getRef({ ...name, ref: 'heads/main' });
  for (let number = 0; number < contents.pullRequests; number++) {
    const branch = `change-${number}`;
    await git.createRef({ ...name, ref: `refs/heads/${branch}`, sha: main.object.sha });
    const content = Buffer.from(`Change ${number}\n`).toString('base64');
    const file = { ...name, branch, path: `notes/${number}.md`, content, message: 'docs: a note' };
    await repos.createOrUpdateFileContents(file);
    await pulls.create({ ...name, head: branch, base: 'main', title: `docs: note ${number}` });
  }
  if (contents.commands === 0) return;
  const { data: issue } = await issues.create({ ...name, title: 'Commands' });
  const comment = { ...name, issue_number: issue.number, body: '/help' };
  for (let time = 0; time < contents.commands; time++) await issues.createComment(comment);
}
