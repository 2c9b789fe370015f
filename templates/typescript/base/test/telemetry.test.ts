import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApplication } from '../src/application.ts';
import { createLogger } from '../src/logs.ts';
import { readSettings, SERVICE } from '../src/settings.ts';
import { childOf, currentTrace, formatTraceparent, inTrace, parseTraceparent } from '../src/trace.ts';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

function create(): ReturnType<typeof createApplication> {
  return createApplication(readSettings({}), { write: () => undefined });
}

test('requests are measured by the template of their route, unknown paths and methods as one', async () => {
  const { http } = create();
  http.get('/things/:id', () => 'x');
  for (const path of ['/things/1', '/things/2', '/a', '/b']) await http.inject(path);
  await http.inject({ method: 'PROPFIND' as 'GET', url: '/a' });
  const metrics = (await http.inject('/metrics')).body;
  const counts = metrics.match(/^http_server_request_duration_seconds_count\{.*$/gm);
  assert.deepEqual(counts, [
    'http_server_request_duration_seconds_count{http_request_method="GET",http_route="/things/{id}",http_response_status_code="200"} 2',
    'http_server_request_duration_seconds_count{http_request_method="GET",http_route="unmatched",http_response_status_code="404"} 2',
    'http_server_request_duration_seconds_count{http_request_method="_OTHER",http_route="unmatched",http_response_status_code="404"} 1',
  ]);
  // The one under way is the scrape itself.
  assert.match(metrics, /^http_server_active_requests 1$/m);
  assert.match(metrics, /^process_cpu_seconds_total /m);
});

test('buckets are those of OpenTelemetry', async () => {
  const { http } = create();
  await http.inject('/');
  const bounds = [...(await http.inject('/metrics')).body.matchAll(/duration_seconds_bucket\{le="([^"]+)"/g)];
  const expected = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, '+Inf'];
  assert.deepEqual(
    bounds.slice(0, 15).map(([, bound]) => bound),
    expected.map(String),
  );
});

test('a log entry is one JSON object with time, level, logger, message and what it was given', () => {
  let written = '';
  const log = createLogger('info', { write: (line) => (written += line) }).child({ logger: 'test' });
  log.warn({ size: 7 }, 'one\ntwo');
  log.debug('not shown');
  const { time, ...entry } = JSON.parse(written) as Record<string, unknown>;
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(entry, {
    level: 'warning',
    service: SERVICE,
    logger: 'test',
    message: 'one\ntwo',
    size: 7,
  });
});

test('a handler continues the trace of the caller, and its log names it', async () => {
  let written = '';
  const { http } = createApplication(readSettings({}), { write: (line) => (written += line) });
  http.post('/trace', (request) => {
    request.log.info('here');
    return currentTrace() ?? {};
  });
  const call = { method: 'POST', url: '/trace', payload: { a: 1 } } as const;
  const traced = await http.inject({ ...call, headers: { traceparent: TRACEPARENT } });
  const { traceId, spanId } = traced.json<{ traceId: string; spanId: string }>();
  assert.equal(traceId, '0af7651916cd43dd8448eb211c80319c');
  assert.notEqual(spanId, 'b7ad6b7169203331');
  assert.match(written, /"trace_id":"0af7651916cd43dd8448eb211c80319c"/);
  assert.deepEqual((await http.inject({ ...call, headers: { traceparent: 'x' } })).json(), {});
});

test('a traceparent is read and written as the standard says', () => {
  const trace = parseTraceparent(TRACEPARENT);
  assert.ok(trace);
  assert.equal(formatTraceparent(trace), TRACEPARENT);
  assert.equal(
    inTrace(trace, () => currentTrace()),
    trace,
  );
  assert.equal(childOf(trace).traceId, trace.traceId);
  assert.ok(parseTraceparent(`cc${TRACEPARENT.slice(2)}-more`));
  const wrong = [
    '',
    `ff${TRACEPARENT.slice(2)}`,
    `${TRACEPARENT}-more`,
    TRACEPARENT.toUpperCase(),
    TRACEPARENT.replace(/b7\w{14}/, '0'.repeat(16)),
  ];
  for (const header of wrong) assert.equal(parseTraceparent(header), undefined);
});
