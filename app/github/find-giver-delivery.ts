import type { Giver } from './answer.ts';

/** A row of GitHub's log of deliveries. */
interface LoggedDelivery {
  readonly id: number;
  readonly delivered_at: string;
  readonly event: string;
  readonly action: string | null;
}

/** The log of the app's own deliveries; a client of any of its installations reads it, as the app. */
export interface DeliveryFinder {
  readonly paginate: {
    readonly iterator: (
      route: 'GET /app/hook/deliveries',
      parameters: { readonly per_page: number },
    ) => AsyncIterable<{ readonly data: readonly LoggedDelivery[] }>;
  };
  readonly rest: {
    readonly apps: {
      readonly getWebhookDelivery: (parameters: {
        delivery_id: number;
      }) => Promise<{ data: { request: { payload: object | null } } }>;
    };
  };
}

/** A comment or issue as GitHub delivered it. */
export interface DeliveredGiver {
  /** The delivery's number in the log. */
  readonly delivery: number;
  readonly body: string;
}

const PAGE = 100;
const MOST_PAGES = 100;

/** Those of others come between; more than so many payloads are not read. */
const MOST_PAYLOADS = 50;

/** GitHub's clocks need not agree to the second. */
const SLACK_MS = 60_000;

/**
 * The delivery of a new comment or issue with the text that it had then, whatever it says by now; `undefined` where the log, which
 * goes back three days, does not have it.
 *
 * @param createdAt of the comment or issue, RFC 3339: it was delivered after that
 */
export async function findGiverDelivery(
  client: DeliveryFinder,
  giver: Giver,
  createdAt: string,
): Promise<DeliveredGiver | undefined> {
  const isOfIt =
    typeof giver === 'number'
      ? ({ event, action }: LoggedDelivery) => event === 'issue_comment' && action === 'created'
      : ({ event, action }: LoggedDelivery) => event === 'issues' && action === 'opened';
  const since = Date.parse(createdAt) - SLACK_MS;
  const logged: LoggedDelivery[] = [];
  let pages = 0;
  for await (const { data } of client.paginate.iterator('GET /app/hook/deliveries', { per_page: PAGE })) {
    const newer = data.filter(({ delivered_at: at }) => Date.parse(at) >= since);
    logged.push(...newer.filter(isOfIt));
    if (newer.length < data.length || ++pages === MOST_PAGES) break;
  }
  // The log has the newest first, and this was delivered soon after it was written.
  for (const { id } of logged.reverse().slice(0, MOST_PAYLOADS)) {
    const { data } = await client.rest.apps.getWebhookDelivery({ delivery_id: id });
    const body = textOf(data.request.payload, giver);
    if (body !== undefined) return { delivery: id, body };
  }
  return undefined;
}

/** The text of the comment or issue, if the payload is of that one. */
function textOf(payload: object | null, giver: Giver): string | undefined {
  const [member, id] = typeof giver === 'number' ? ['comment', giver] : ['issue', Number(giver.slice(6))];
  const given: unknown = payload && Object.getOwnPropertyDescriptor(payload, member)?.value;
  if (typeof given !== 'object' || given === null || !('id' in given) || !('body' in given)) return undefined;
  return given.id === id && typeof given.body === 'string' ? given.body : undefined;
}
