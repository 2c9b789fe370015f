import { ok } from '../http/reply.ts';
import { ANYONE, route } from '../http/route.ts';
import type { Schema } from '../render/schema.ts';

/** What GitHub says about itself. */
export const metaRoutes = [
  route('GET /rate_limit', ANYONE, (call) => {
    const rate = call.hub.limits.count(call.actor, 0);
    const body: Schema<'rate-limit-overview'> = {
      resources: { core: rate, graphql: rate, search: rate },
      rate,
    };
    return ok(body);
  }),

  route('GET /zen', ANYONE, () => ({
    status: 200,
    bytes: { content: Buffer.from('Keep it logically awesome.'), type: 'text/plain;charset=utf-8' },
  })),
];
