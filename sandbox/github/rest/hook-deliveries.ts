import { notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { ok } from '../http/reply.ts';
import { APP, route } from '../http/route.ts';
import type { Schema } from '../render/schema.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import { appOf } from './apps.ts';

const DEFAULT_SIZE = 30;
const MAX_SIZE = 100;

function renderItem(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  } satisfies Schema<'hook-delivery-item'>;
}

function render(delivery: Delivery): Schema<'hook-delivery'> {
  const payload: unknown = JSON.parse(delivery.payload);
  return {
    ...renderItem(delivery),
    url: delivery.app.webhook?.url ?? '',
    request: {
      headers: { ...delivery.requestHeaders },
      payload: payload as Record<string, unknown>,
    },
    response: { headers: { ...delivery.responseHeaders }, payload: delivery.responseBody },
  };
}

/** The app's deliveries, newest first: by when they began, for the log has them as they ended. */
const deliveriesOf = (call: Call): Delivery[] =>
  call.hub.deliveries.log.filter((one) => one.app === appOf(call)).sort((one, other) => other.id - one.id);

function deliveryOf(call: Call): Delivery {
  const id = call.id('delivery_id');
  const delivery = deliveriesOf(call).find((one) => one.id === id);
  if (delivery === undefined) throw notFound();
  return delivery;
}

/** The log of an app's webhook deliveries; it is paged by cursor, not by number. */
export const hookDeliveryRoutes = [
  route('GET /app/hook/config', APP, (call) => {
    const { webhook } = appOf(call);
    const signed = webhook === undefined ? {} : { url: webhook.url, secret: '********' };
    return ok({ content_type: 'json', insecure_ssl: '0', ...signed } satisfies Schema<'webhook-config'>);
  }),

  route('GET /app/hook/deliveries', APP, (call) => {
    const size = Math.min(Number(call.query('per_page') ?? DEFAULT_SIZE) || DEFAULT_SIZE, MAX_SIZE);
    const cursor = Number(call.query('cursor') ?? Infinity);
    const older = deliveriesOf(call).filter((one) => one.id < cursor);
    const items = older.slice(0, size);
    const last = items.at(-1);
    if (last === undefined || older.length <= size) return ok(items.map(renderItem));
    const url = new URL(call.request.url);
    url.searchParams.set('cursor', String(last.id));
    return ok(items.map(renderItem), { link: `<${url.href}>; rel="next"` });
  }),

  route('GET /app/hook/deliveries/{delivery_id}', APP, (call) => ok(render(deliveryOf(call)))),

  route('POST /app/hook/deliveries/{delivery_id}/attempts', APP, (call) => {
    call.hub.deliveries.redeliver(deliveryOf(call));
    return { status: 202, json: {} };
  }),
];
