import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Launch } from './languages.ts';
import { readMetrics } from './read-metrics.ts';
import { kill, type ServiceProcess, start, until } from './service-process.ts';
import { slowRequest } from './slow-request.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What the example resource of the kind `service` does. */
export function describeGreetings(launch: () => Launch): void {
  let service: ServiceProcess;

  beforeAll(async () => {
    service = await start(launch());
  });

  afterAll(() => kill(service));

  const post = (body: string): Promise<Response> =>
    service.fetch('/v1/greetings', { method: 'POST', headers: { 'content-type': 'application/json' }, body });

  const create = async (name: string): Promise<{ id: string; message: string }> => {
    const response = await post(JSON.stringify({ name }));
    expect(response.status).toBe(201);
    return (await response.json()) as { id: string; message: string };
  };

  describe('greetings', () => {
    it('creates one that can be read', async () => {
      const greeting = await create('Ada 日本');
      expect(greeting).toEqual({ id: expect.stringMatching(UUID), message: 'Hello, Ada 日本!' });
      const response = await service.fetch(`/v1/greetings/${greeting.id}`);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual(greeting);
    });

    it.each([
      ['nothing', '', 400],
      ['half of a JSON text', '{"name":', 400],
      ['more than a JSON text', '{"name":"Ada"} x', 400],
      ['a list', '[]', 400],
      ['no name', '{}', 400],
      ['a number as the name', '{"name":7}', 400],
      ['null as the name', '{"name":null}', 400],
      ['an empty name', '{"name":""}', 400],
      ['101 characters', JSON.stringify({ name: 'é'.repeat(101) }), 400],
      ['more than 64 KiB', JSON.stringify({ name: 'x'.repeat(64 * 1024) }), 413],
    ])('refuses %s', async (_what, body, status) => {
      const response = await post(body);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await response.json()).toMatchObject({
        type: 'about:blank',
        status,
        detail: expect.any(String),
      });
    });

    it('counts characters, not bytes', async () => {
      expect((await create('👋'.repeat(100))).message).toBe(`Hello, ${'👋'.repeat(100)}!`);
    });

    it('has none of an unknown id', async () => {
      expect((await service.fetch('/v1/greetings/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    });

    it('measures by the template of the route', async () => {
      const { id } = await create('Ada');
      await service.fetch(`/v1/greetings/${id}`);
      const routes = (await readMetrics(service)).map(({ labels }) => labels['http_route']);
      expect(routes).toContain('/v1/greetings/{id}');
      expect(routes.filter((route) => route?.includes(id))).toEqual([]);
    });

    it('loses none of 200 at once, and keeps the 1,000 newest', async () => {
      const first = await create('first');
      const created = await Promise.all(Array.from({ length: 200 }, (_, i) => create(`number ${i}`)));
      expect(new Set(created.map(({ id }) => id)).size).toBe(200);
      for (let i = 0; i < 16; i += 1) await Promise.all(Array.from({ length: 50 }, () => create('another')));
      expect(await service.status(`/v1/greetings/${first.id}`)).toBe(404);
      expect(await service.status(`/v1/greetings/${created.at(-1)?.id}`)).toBe(200);
    });

    it('measures in seconds', async () => {
      const sum = async (): Promise<number> =>
        (await readMetrics(service)).find(
          ({ name, labels }) =>
            name === 'http_server_request_duration_seconds_sum' &&
            labels['http_route'] === '/v1/greetings' &&
            labels['http_response_status_code'] === '201',
        )?.value ?? 0;
      const before = await sum();
      const slow = await slowRequest(service.port);
      await sleep(500);
      expect(await slow.finish()).toMatch(/^HTTP\/1\.1 201 /);
      await until(async () => (await sum()) >= before + 0.4);
      // In milliseconds it would be more.
      expect(await sum()).toBeLessThan(before + 400);
    });
  });

  describe('the end', () => {
    let stopping: ServiceProcess | undefined;
    afterEach(() => kill(stopping));

    it('waits for a request that is under way when the listener has closed', async () => {
      stopping = await start(launch(), { DRAIN_SECONDS: '0', SHUTDOWN_SECONDS: '120' });
      const slow = await slowRequest(stopping.port);
      stopping.child.kill('SIGTERM');
      const { status } = stopping;
      await until(async () => (await status('/livez')) === 0);
      expect(await slow.finish()).toMatch(/^HTTP\/1\.1 201 /);
      expect(await stopping.ended).toEqual([0, null]);
    });

    it('does not wait longer than it is told', async () => {
      stopping = await start(launch(), { DRAIN_SECONDS: '0', SHUTDOWN_SECONDS: '1' });
      const slow = await slowRequest(stopping.port);
      stopping.child.kill('SIGTERM');
      expect(await stopping.ended).toEqual([0, null]);
      slow.socket.destroy();
    });
  });
}
