import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** https://opentelemetry.io/docs/specs/semconv/http/http-metrics/, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/** The status of a request whose caller did not wait for the answer; nginx says the same. */
const CALLER_LEFT = 499;
const METHODS = new Set(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']);

/**
 * Measures every request by its route's template, never by its path: paths are without number. Serves `/metrics` from
 * a registry of its own, so that two servers never share a series, and returns it for further metrics.
 */
export function measureRequests(http: FastifyInstance): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP server requests.',
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const active = new Gauge({
    name: 'http_server_active_requests',
    help: 'Number of HTTP server requests under way.',
    registers: [registry],
  });

  http.addHook('onRequest', (request, reply, done) => {
    const started = performance.now();
    active.inc();
    // Comes once, whether the answer was sent or the caller went away.
    reply.raw.once('close', () => {
      active.dec();
      const labels = {
        http_request_method: METHODS.has(request.method) ? request.method : '_OTHER',
        http_route: route(request),
        http_response_status_code: String(reply.raw.headersSent ? reply.statusCode : CALLER_LEFT),
      };
      duration.observe(labels, (performance.now() - started) / 1000);
    });
    done();
  });
  http.get('/metrics', async (_request, reply) => {
    void reply.type(registry.contentType);
    return registry.metrics();
  });
  return registry;
}

/** `/v1/things/{id}`, as all languages write it. */
function route(request: FastifyRequest): string {
  return request.is404 ? 'unmatched' : (request.routeOptions.url ?? '').replace(/:(\w+)/g, '{$1}');
}
