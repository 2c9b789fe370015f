import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICE } from '../../sandbox/story/stage.ts';
import { STORY } from '../../sandbox/story/story.ts';
import { mustRun, runProgram } from '../../sandbox/world/run-program.ts';
import { startWorld, type World } from '../../sandbox/world/start-world.ts';
import { vaultmesh } from '../../sandbox/world/vaultmesh.ts';
import { makePage } from '../../scripts/page/make-page.ts';
import { openPage } from '../page/open-page.ts';

/** The story that `npm run demo` tells, then what outsiders' programs find in what it made. */
describe('the story', () => {
  let world: World;
  let directory: string;
  const told: string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vaultmesh-story-'));
    world = await startWorld();
  });
  afterAll(async () => {
    await world.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it.each(STORY.map((part) => [part.title, part.play] as const))(
    '%s',
    async (_title, play) => {
      const before = told.length;
      await play({ world, directory, tell: (sentence) => told.push(sentence) });
      expect(told.length).toBeGreaterThan(before);
    },
    600_000,
  );

  const clone = (repo: string): string => join(directory, `${repo}-ledger`);

  it.each(['platform', SERVICE])(
    'git clones the ledger branch of %s, and git fsck accepts it',
    async (repo) => {
      const url = `${world.github.url}/${world.organization}/${repo}.git`;
      await mustRun('git', ['clone', '--quiet', '--branch', 'ledger', url, clone(repo)], { cwd: directory });
      await mustRun('git', ['fsck', '--strict', '--full'], { cwd: clone(repo) });
      const names = await readdir(clone(repo));
      expect(names).toEqual(expect.arrayContaining(['checkpoint', 'evidence', 'receipts', 'tile', 'vkey']));
    },
  );

  it('the decision is accepted by its merge: its receipt has the relations, and who merged it stands beside', async () => {
    const read = async (part: string): Promise<unknown> =>
      JSON.parse(await readFile(join(clone('platform'), part, '000/0.json'), 'utf8'));
    expect(await read('receipts')).toMatchObject({
      kind: 'decision',
      links: [
        { rel: 'status', target: 'accepted' },
        { rel: 'pull-request', target: expect.stringContaining('/acme/platform/pull/') },
        { rel: 'alias', target: expect.stringMatching(/^ADR-PR\d+$/) },
      ],
    });
    expect(await read('people')).toMatchObject({ people: [{ role: 'merger', login: 'maria' }] });
  });

  const evidence = (name: string): string => join(clone(SERVICE), 'evidence/000/0', name);
  const artifact = (): string => join(directory, `${SERVICE}-1.0.0.tar.gz`);

  it('gpg accepts the signature on the ledger, and refuses it for another file', async () => {
    const home = join(directory, 'gnupg');
    await mustRun('mkdir', ['-m', '700', home], { cwd: directory });
    const gpg = async (...args: string[]) =>
      runProgram('gpg', ['--homedir', home, '--batch', ...args], { cwd: directory });
    expect((await gpg('--import', evidence('openpgp-key-1.asc'))).exitCode).toBe(0);
    const good = await gpg('--verify', evidence('openpgp-1.asc'), artifact());
    expect(good).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('Good signature') });
    const bad = await gpg('--verify', evidence('openpgp-1.asc'), join(clone(SERVICE), 'README.md'));
    expect(bad).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('BAD signature') });
    await runProgram('gpgconf', ['--homedir', home, '--kill', 'all'], { cwd: directory });
  });

  it('openssl accepts the timestamp on the ledger, and refuses it for another file', async () => {
    const root = join(directory, 'root.pem');
    await writeFile(root, world.services.tsaRoot);
    const verify = async (file: string) =>
      runProgram(
        'openssl',
        ['ts', '-verify', '-data', file, '-in', evidence('rfc3161-1.tsr'), '-CAfile', root],
        {
          cwd: directory,
        },
      );
    expect(await verify(artifact())).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Verification: OK'),
    });
    expect((await verify(join(clone(SERVICE), 'README.md'))).exitCode).toBe(1);
  });

  it('the assets of the release are the files of the ledger, byte for byte', async () => {
    for (const [asset, file] of [
      ['.asc', 'openpgp-1.asc'],
      ['.tsr', 'rfc3161-1.tsr'],
      ['.sigstore.json', 'sigstore-1.json'],
    ]) {
      expect(await readFile(`${artifact()}${asset}`)).toEqual(await readFile(evidence(file!)));
    }
  });

  it('no answer of the local GitHub was asked for that it does not know', () => {
    expect(world.github.traffic.unknownRoutes).toEqual([]);
  });

  it('the release verifies when every server is gone', async () => {
    await world.stop();
    const verify = ['verify', artifact(), '--trust', join(directory, 'trust.json'), '--json'];
    const { exitCode, stdout } = await vaultmesh(verify, directory);
    expect({ exitCode, outcome: JSON.parse(stdout) }).toMatchObject({
      exitCode: 0,
      outcome: { reason: 'done', result: { verdict: 'valid' } },
    });
  });

  it('the page that verifies says of the release what the command says, word for word', async () => {
    const page = join(directory, 'verify.html');
    await writeFile(page, await makePage());
    const opened = await openPage(page);
    try {
      const trust = join(directory, 'trust.json');
      const outcome = await opened.verify({ artifact: artifact(), proof: `${artifact()}.vmproof`, trust });
      const { stdout } = await vaultmesh(
        ['verify', basename(artifact()), '--trust', 'trust.json', '--json'],
        directory,
      );
      expect(outcome).toEqual(JSON.parse(stdout));
      expect(outcome).toMatchObject({ reason: 'done', result: { verdict: 'valid' } });
      expect(opened.takeFaults()).toEqual([]);
    } finally {
      await opened.close();
    }
  });
});
