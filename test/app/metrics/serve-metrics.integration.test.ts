import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createMetrics } from '../../../app/metrics/create-metrics.ts';
import { serveMetrics } from '../../../app/metrics/serve-metrics.ts';

let server: Server;
let url: string;
beforeAll(async () => {
  const metrics = createMetrics(() => new Date('2026-11-20T09:30:00Z'));
  metrics.watch(() => Promise.reject(new Error('Redis is down')));
  server = await serveMetrics(metrics, '127.0.0.1', 0);
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

it('gives the metrics as Prometheus asks for them, also while the queue cannot be asked', async () => {
  const answer = await fetch(`${url}/metrics`);
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(await answer.text()).toContain('vaultmesh_deliveries_waiting Nan\n');
});

it('answers nothing else', async () => {
  expect((await fetch(`${url}/`)).status).toBe(404);
  expect((await fetch(`${url}/readyz`)).status).toBe(404);
  expect((await fetch(`${url}/metrics`, { method: 'POST', body: 'x' })).status).toBe(404);
});

it('fails to start where another server is, and says so', async () => {
  const { port } = server.address() as AddressInfo;
  const metrics = createMetrics(() => new Date());
  await expect(serveMetrics(metrics, '127.0.0.1', port)).rejects.toThrow(
    `127.0.0.1:${port} is taken by another program, or by this one from before. Give another by VAULTMESH_METRICS_PORT`,
  );
});
