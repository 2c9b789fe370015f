import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { until } from '../../sandbox/world/until.ts';
import { ARTIFACT, makeWorkbench, REPOSITORY, type Workbench } from './workbench.ts';

const main = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench();
});
afterAll(() => bench.remove());

it.each(['SIGINT', 'SIGTERM'] as const)(
  'a command that is ended by %s leaves no temporary folder behind',
  async (signal) => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const tsa = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const temporary = bench.path(`tmp-${signal}`);
    await mkdir(temporary);
    const key = `${signal}.key`;
    await bench.vaultmesh(['ledger', 'init', REPOSITORY, '--branch', signal, '--log-key', key]);
    const record = ['record', 'release', ARTIFACT, '--component', 'x', '--version', '1.0.0', '--tsa', tsa];
    const ledger = ['--repository', REPOSITORY, '--branch', signal, '--log-key', key];
    try {
      const child = spawn(process.execPath, ['--no-warnings', main, ...record, ...ledger], {
        cwd: bench.directory,
        env: { ...bench.environment, TMPDIR: temporary },
        stdio: 'ignore',
      });
      const exited = once(child, 'exit');
      await once(silent, 'request');
      expect(await readdir(temporary)).not.toEqual([]);
      child.kill(signal);
      expect(await exited).toEqual([null, signal]);
      expect(await readdir(temporary)).toEqual([]);
    } finally {
      silent.close();
      silent.closeAllConnections();
    }
  },
);

it.each(['SIGINT', 'SIGTERM'] as const)(
  'a command that alone is sent %s leaves no git behind',
  async (signal) => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    try {
      const child = spawn(
        process.execPath,
        ['--no-warnings', main, 'ledger', 'root', `http://127.0.0.1:${port}/acme/app`],
        { cwd: bench.directory, env: { ...bench.environment }, stdio: 'ignore' },
      );
      const exited = once(child, 'exit');
      const [{ socket }] = (await once(silent, 'request')) as [IncomingMessage];
      // The connection is that of the program which git started for it.
      const closed = once(socket, 'close', { signal: AbortSignal.timeout(20_000) });
      child.kill(signal);
      expect(await exited).toEqual([null, signal]);
      await closed;
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  },
);

it.each(['SIGINT', 'SIGTERM'] as const)(
  'a spawn that is ended by %s leaves nothing beside the folder that it would have made',
  async (signal) => {
    const [programs, services] = [bench.path(`bin-${signal}`), bench.path(`services-${signal}`)];
    await mkdir(programs);
    await mkdir(services);
    // A git that says when it commits, and waits for as long as the command runs.
    const wait = `touch "${programs}/started"; while kill -0 $PPID; do sleep 0.1; done`;
    const git = `#!/bin/sh\ncase "$*" in *fast-import*) ${wait} 2>/dev/null; exit 1 ;; esac\nPATH="\${PATH#*:}" exec git "$@"\n`;
    await writeFile(join(programs, 'git'), git, { mode: 0o755 });
    const words = ['spawn', 'my-service', '--owner', 'acme', '--out', join(services, 'my-service')];
    const child = spawn(process.execPath, ['--no-warnings', main, ...words], {
      cwd: bench.directory,
      env: { ...bench.environment, PATH: `${programs}:${process.env['PATH'] ?? ''}` },
      stdio: 'ignore',
    });
    const exited = once(child, 'exit');
    await until('the commit', () => existsSync(join(programs, 'started')));
    expect(await readdir(services)).toEqual([expect.stringMatching(/^\.my-service-/)]);
    child.kill(signal);
    expect(await exited).toEqual([null, signal]);
    expect(await readdir(services)).toEqual([]);
  },
);

it('a log key is kept when nobody knows whether its ledger was begun', async () => {
  const unreachable = ['ledger', 'init', 'http://127.0.0.1:1/acme/app', '--log-key', 'kept.key'];
  expect((await bench.vaultmesh(unreachable)).code).toBe(8);
  expect(existsSync(bench.path('kept.key'))).toBe(true);
});
