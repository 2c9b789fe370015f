import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Launch } from './languages.ts';
import { readMetrics, type Sample } from './read-metrics.ts';
import { kill, type ServiceProcess, start } from './service-process.ts';

const DURATION = 'http_server_request_duration_seconds';

/** https://opentelemetry.io/docs/specs/semconv/http/http-metrics/, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, Infinity];

/** What every service answers and shows, whatever its language and kind. */
export function describeOperations(launch: () => Launch): void {
  let service: ServiceProcess;

  beforeAll(async () => {
    service = await start(launch());
  });

  afterAll(() => kill(service));

  const series = async (wanted: (sample: Sample) => boolean): Promise<Sample[]> =>
    (await readMetrics(service)).filter((sample) => sample.name === `${DURATION}_count` && wanted(sample));

  describe('endpoints', () => {
    it.each([
      ['/', () => ({ status: 'ok', service: launch().name })],
      ['/health', () => ({ healthy: true })],
      ['/livez', () => ({ status: 'alive' })],
      ['/readyz', () => ({ status: 'ready' })],
    ])('GET %s', async (path, body) => {
      const response = await service.fetch(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(JSON.stringify(await response.json())).toBe(JSON.stringify(body()));
    });

    it.each([
      ['GET', '/nowhere', 404, 'Not Found'],
      ['POST', '/health', 405, 'Method Not Allowed'],
    ])('%s %s is a problem with status %d', async (method, path, status, title) => {
      const response = await service.fetch(path, { method });
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await response.json()).toEqual({
        type: 'about:blank',
        title,
        status,
        detail: expect.any(String),
      });
    });

    it('loses none of 200 requests at once', async () => {
      const statuses = await Promise.all(Array.from({ length: 200 }, () => service.status('/health')));
      expect(statuses).toEqual(Array.from({ length: 200 }, () => 200));
    });
  });

  describe('metrics', () => {
    it('measures requests by the names, labels and buckets of OpenTelemetry', async () => {
      await service.fetch('/');
      const samples = await readMetrics(service);
      const buckets = samples.filter(
        ({ name, labels }) => name === `${DURATION}_bucket` && labels['http_route'] === '/',
      );
      expect(buckets.map(({ labels }) => Number(labels['le'] === '+Inf' ? Infinity : labels['le']))).toEqual(
        BUCKETS,
      );
      expect(buckets[0]?.labels).toEqual({
        http_request_method: 'GET',
        http_route: '/',
        http_response_status_code: '200',
        le: expect.any(String),
      });
    });

    it.each(['http_server_active_requests', 'process_cpu_seconds_total', 'process_resident_memory_bytes'])(
      'shows %s without labels that the dashboard does not know',
      async (name) => {
        const [sample, ...others] = (await readMetrics(service)).filter((found) => found.name === name);
        expect(sample).toEqual({ name, labels: {}, value: expect.any(Number) });
        expect(others).toEqual([]);
      },
    );

    it('adds at most one series for any number of unknown paths', async () => {
      await service.fetch('/metrics');
      const before = (await series(() => true)).length;
      for (let i = 0; i < 50; i += 1) expect(await service.status(`/scan/${i}`)).toBe(404);
      const samples = await readMetrics(service);
      expect(
        samples.filter(({ labels }) => Object.values(labels).some((value) => value.includes('/scan/'))),
      ).toEqual([]);
      const after = await series(() => true);
      expect(after.length).toBeLessThanOrEqual(before + 1);
      const unmatched = after.filter(({ labels }) => labels['http_route'] === 'unmatched');
      expect(unmatched.filter(({ labels }) => labels['http_response_status_code'] === '404')).toHaveLength(1);
    });

    it('counts a method that OpenTelemetry does not know as _OTHER', async () => {
      for (const method of ['PROPFIND', 'MKCOL']) await service.fetch('/nowhere', { method });
      const methods = (await series(() => true)).map(({ labels }) => labels['http_request_method']);
      expect(methods).toContain('_OTHER');
      expect(methods).not.toContain('PROPFIND');
      expect(methods).not.toContain('MKCOL');
    });
  });
}
