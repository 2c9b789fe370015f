import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Launch } from './languages.ts';
import {
  freePort,
  kill,
  launch as launchProcess,
  type ServiceProcess,
  start,
  until,
} from './service-process.ts';

/** How every service begins and ends. */
export function describeProcess(launch: () => Launch): void {
  let service: ServiceProcess | undefined;

  afterEach(() => kill(service));

  describe('settings', () => {
    it.each([
      ['HOST', ''],
      ['PORT', '65536'],
      ['PORT', 'x'],
      ['LOG_LEVEL', 'LOUD'],
      ['DRAIN_SECONDS', '-1'],
      ['DRAIN_SECONDS', 'nan'],
      ['SHUTDOWN_SECONDS', 'soon'],
    ])('%s=%s is refused by name', async (name, value) => {
      service = await launchProcess(launch(), { PORT: '0', [name]: value });
      expect(await service.ended).toEqual([2, null]);
      expect(service.output().stderr).toMatch(new RegExp(`^${launch().name}: ${name} must be `, 'm'));
    });

    it('a port that is taken ends it with 1', async () => {
      const first = await start(launch());
      try {
        service = await launchProcess(launch(), { PORT: String(first.port) });
        expect(await service.ended).toEqual([1, null]);
      } finally {
        await kill(first);
      }
    });
  });

  describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
    it('says that it is not ready, serves on, then ends cleanly', async () => {
      // What is asked while it drains must be answered in this time.
      service = await start(launch(), { DRAIN_SECONDS: '5', SHUTDOWN_SECONDS: '10' });
      service.child.kill(signal);
      await until(async () => (await service?.status('/readyz')) === 503);
      expect(await (await service.fetch('/readyz')).json()).toEqual({ status: 'draining' });
      const { status } = service;
      const late = await Promise.all(Array.from({ length: 50 }, () => status('/health')));
      expect(new Set(late)).toEqual(new Set([200]));
      expect(await service.ended).toEqual([0, null]);
      expect(await status('/livez')).toBe(0);
    });
  });

  it('a second signal ends it at once', async () => {
    service = await start(launch(), { DRAIN_SECONDS: '500' });
    service.child.kill('SIGTERM');
    const { status } = service;
    await until(async () => (await status('/readyz')) === 503);
    service.child.kill('SIGTERM');
    await service.ended;
  });

  it('logs one JSON object a line', async () => {
    service = await start(launch(), { LOG_LEVEL: 'INFO' });
    service.child.kill('SIGTERM');
    await service.ended;
    const entries = service
      .output()
      .stdout.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toContainEqual(expect.objectContaining({ message: 'draining', level: 'info' }));
    for (const entry of entries) {
      expect(entry).toMatchObject({ logger: expect.any(String), message: expect.any(String) });
      expect(entry['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/);
      expect(['debug', 'info', 'warning', 'error']).toContain(entry['level']);
    }
  });

  it('listens on no other address than the one it is given', async () => {
    service = await start(launch(), { HOST: '127.0.0.1', PORT: String(await freePort()) });
    expect(await reachable('127.0.0.2', service.port)).toBe(false);
  });
}

async function reachable(host: string, port: number): Promise<boolean> {
  const socket = connect(port, host);
  const open = await new Promise<boolean>((resolve) => {
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
  });
  socket.destroy();
  return open;
}
