import { writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startServices, type Services } from '../../sandbox/services/index.ts';
import { sampleReceipt } from './sample-receipt.ts';
import { ARTIFACT, makeWorkbench, REPOSITORY, type CommandResult, type Workbench } from './workbench.ts';
let bench: Workbench;
let services: Services;

const vaultmesh = (...argv: string[]): Promise<CommandResult> =>
  bench.vaultmesh(argv, { VAULTMESH_TSA: services.tsaUrl });
const backfill = (...argv: string[]): Promise<CommandResult> =>
  vaultmesh('backfill', REPOSITORY, '--log-key', 'log.key', ...argv);
const commits = async (): Promise<number> =>
  Number(await bench.git('-C', bench.remote, 'rev-list', '--count', 'ledger'));

/** A release that was recorded while the authority was down. */
beforeAll(async () => {
  bench = await makeWorkbench();
  services = await startServices();
  await services.setFault('tsa', 'refused');
  await vaultmesh('ledger', 'init', REPOSITORY, '--log-key', 'log.key');
  const { code, stdout } = await vaultmesh(
    ...['record', 'release', ARTIFACT, '--component', 'my-service', '--version', '1.0.0'],
    ...['--repository', REPOSITORY, '--log-key', 'log.key', '--openpgp-key', 'openpgp.key'],
  );
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^without rfc3161: [^]* The checkpoint is not time-stamped \(unreachable\)/mu,
    ),
  });
});

afterAll(async () => {
  await services.stop();
  await bench.remove();
});

describe('backfill', () => {
  it('says what is owed', async () => {
    const before = await commits();
    const dryRun = await vaultmesh('backfill', REPOSITORY, '--dry-run');
    expect(dryRun).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^release:v1\.0\.0 +lacks rfc3161$/mu),
    });
    expect(dryRun.stdout).toContain('is not time-stamped. Nothing was asked for or written.');
    expect(await backfill('--dry-run')).toEqual(dryRun);
    expect(await commits()).toBe(before);
  });

  it('changes nothing while the authority is down: exit code 8', async () => {
    const before = await commits();
    const { code, stdout } = await backfill('--json');
    expect(code).toBe(8);
    expect(JSON.parse(stdout)).toMatchObject({
      reason: 'network',
      result: {
        supplied: [],
        open: [{ operation: 'release:v1.0.0', missing: [{ layer: 'rfc3161', reason: 'unreachable' }] }],
        checkpointTimestamp: { status: 'missing', reason: 'unreachable' },
      },
    });
    expect(await commits()).toBe(before);
  });

  it('appends the token when it is up again, which show and fsck find, and then has nothing to do', async () => {
    await services.setFault('tsa', undefined);
    expect(await backfill()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^release:v1\.0\.0 +got rfc3161-1\.tsr as entry 1$/mu),
    });
    const before = await commits();
    const again = await backfill('--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      reason: 'already-done',
      result: { supplied: [], open: [], checkpointTimestamp: { status: 'present', size: 2 } },
    });
    expect(await commits()).toBe(before);
    const shown = await vaultmesh('ledger', 'show', REPOSITORY, 'release:v1.0.0');
    expect(shown.stdout).toMatch(/^late evidence +[0-9a-f]{64} rfc3161-1 of entry 1/mu);
    const fsck = await vaultmesh('ledger', 'fsck', REPOSITORY);
    expect(fsck).toMatchObject({ code: 0, stdout: expect.stringContaining('timestamps/2.tsr') });
  });

  it('says which files it did not sign, and that it needs a key for them', async () => {
    const { code, stdout } = await backfill('--file', ARTIFACT, '--openpgp-key', 'openpgp.key');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining(`${ARTIFACT} was not signed: no record that this run took up owes`),
    });
    expect(await backfill('--file', ARTIFACT)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no OpenPGP key to sign the files of --file with'),
    });
  });

  it('renews no token that lasts, and says when no authority could', async () => {
    expect(await backfill('--renew-before', '2027-01-01')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('No time-stamp is to be renewed.'),
    });
    const before = await commits();
    const { code, stderr } = await backfill('--renew-before', '2099-01-01T00:00:00Z');
    expect({ code, stderr }).toEqual({
      code: 8,
      stderr: expect.stringContaining('No authority gives time-stamps whose certificates last until 2099'),
    });
    expect(await commits()).toBe(before);
  });

  it.each([
    ['--limit', '0', '"0" is no limit; --limit takes'],
    ['--renew-before', '1.1.2030', '"1.1.2030" is no time; --renew-before takes'],
  ])('refuses %s %s', async (option, value, message) => {
    expect(await backfill(option, value)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
  });
});

describe('ledger timestamp', () => {
  it('dates the present checkpoint without a log key, once', async () => {
    await writeFile(bench.path('receipt.json'), sampleReceipt('incident:2026-11-19'));
    const append = await vaultmesh('ledger', 'append', REPOSITORY, 'receipt.json', '--log-key', 'log.key');
    expect(append).toMatchObject({ code: 0 });
    const timestamp = async (): Promise<unknown> =>
      JSON.parse((await vaultmesh('ledger', 'timestamp', REPOSITORY, '--json')).stdout);
    const path = 'timestamps/3.tsr';
    expect(await timestamp()).toMatchObject({ reason: 'done', result: { status: 'added', size: 3, path } });
    const there = { reason: 'already-done', result: { status: 'present', path } };
    expect(await timestamp()).toMatchObject(there);
    await services.setFault('tsa', 'garbage');
    expect(await timestamp()).toMatchObject(there);
  });
});
