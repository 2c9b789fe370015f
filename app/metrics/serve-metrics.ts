import { createServer, type Server } from 'node:http';
import { listen } from '../listen.ts';
import type { AppMetrics } from './app-metrics.ts';

/** How long a request may take to come in, in ms. */
const REQUEST_TIMEOUT = 5_000;

/**
 * Serves `/metrics` on a port of its own, so that what is for the operator's Prometheus is not on the address that
 * the whole Internet may call. Resolves when it listens; throws as `listen` does.
 */
export async function serveMetrics(metrics: AppMetrics, host: string, port: number): Promise<Server> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT }, (request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
      return;
    }
    metrics.text().then(
      (text) =>
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => response.writeHead(500, { 'content-type': 'text/plain' }).end('error\n'),
    );
  });
  await listen(server, host, port, 'VAULTMESH_METRICS_PORT');
  return server;
}
