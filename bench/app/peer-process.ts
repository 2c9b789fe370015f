/** The peer: the same handlers behind Probot's own middleware, which answers a webhook when they are done, or after 9 s. */
import { createServer } from 'node:http';
import { createNodeMiddleware } from 'probot';
import { vaultMesh } from '../../app/app.ts';
import { readConfig } from '../../app/config.ts';
import { createProbot } from '../../app/create-probot.ts';
import { createMetrics } from '../../app/metrics/create-metrics.ts';
import { createTurns } from '../../app/turns/turns.ts';
import { systemClock } from '../../core/common/clock.ts';

const config = readConfig(process.env);
const metrics = createMetrics(systemClock);
const services = { config, clock: systemClock, turns: createTurns(), metrics };
const probot = createProbot(config, metrics);
const middleware = await createNodeMiddleware(vaultMesh(services), { probot });
const server = createServer((request, response) => {
  if (request.url === '/readyz') response.end('idle');
  else void middleware(request, response);
});
server.listen(config.port, config.host);
process.once('SIGTERM', () => process.exit(0));
