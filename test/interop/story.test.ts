import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { project } from '../project.ts';
import { SERVICE } from '../../sandbox/story/stage.ts';
import { STORY } from '../../sandbox/story/story.ts';
import { mustRun, runProgram } from '../../sandbox/world/run-program.ts';
import { startWorld, type World } from '../../sandbox/world/start-world.ts';
import { buildChecker } from './build-checker.ts';
import { interopFolder } from './tools.ts';

/** The story once more, for outsiders that are too large for every test run: the Go toolchain, GitHub's own schemas. */
describe('what the story leaves', () => {
  let world: World;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vaultmesh-interop-story-'));
    world = await startWorld();
    for (const { play } of STORY) await play({ world, directory, tell: () => undefined });
  }, 600_000);
  afterAll(async () => {
    await world.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it("is a ledger that Go's transparency log client accepts, cosignature and all", async () => {
    const checker = buildChecker(directory);
    for (const repo of ['platform', SERVICE]) {
      const url = `${world.github.url}/${world.organization}/${repo}.git`;
      const clone = join(directory, `${repo}-ledger`);
      await mustRun('git', ['clone', '--quiet', '--branch', 'ledger', url, clone], { cwd: directory });
      const { exitCode, stdout } = await runProgram(checker, [clone], { cwd: directory });
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^1 \S{44}\n$/) });
    }
  });

  it("is answers and webhooks that GitHub's published schemas accept", async () => {
    const traffic = join(directory, 'traffic.jsonl');
    await world.github.traffic.append(traffic);
    const script = join(project, 'scripts/check-openapi.ts');
    const { exitCode, stdout, stderr } = await runProgram(
      process.execPath,
      [
        '--no-warnings',
        '--max-old-space-size=4096',
        script,
        '--traffic',
        traffic,
        '--schemas',
        interopFolder,
      ],
      { cwd: project, timeoutMs: 300_000 },
    );
    expect({ exitCode, output: stdout + stderr }).toEqual({ exitCode: 0, output: expect.any(String) });
  }, 320_000);
});
