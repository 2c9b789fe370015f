import type { BlindFault } from '../services/index.ts';

/** Faults of any server, as `sandbox/services/fault.ts` has them; nothing is done. */
const BROKEN = ['hang', 'stall', 'drip', 'flood', 'cut', 'garbage'] as const satisfies readonly BlindFault[];

export type BrokenAnswer = (typeof BROKEN)[number];

export const isBrokenAnswer = (kind: RequestFault['kind']): kind is BrokenAnswer =>
  (BROKEN as readonly string[]).includes(kind);

/** A fault in the answer to a request. */
export interface RequestFault {
  /**
   * `stale-head`: someone else commits to the branch just before this write.
   * `secondary-limit`: 403 with `Retry-After`, nothing done. `rate-limit`: the same with 429.
   * `refusal`: 403, as for a token without the permission. `invalid`: 422, as for fields that it does not take.
   * `server-error`: 502, nothing done. `lost-request`: the connection breaks, nothing done.
   * `lost-answer`: the request takes effect and the connection breaks before the answer.
   * `truncated`: the request takes effect, and the first half of the answer is sent as if it were all.
   */
  readonly kind:
    | 'stale-head'
    | 'secondary-limit'
    | 'rate-limit'
    | 'refusal'
    | 'invalid'
    | 'server-error'
    | 'lost-request'
    | 'lost-answer'
    | 'truncated'
    | BrokenAnswer;
  /** Absent: any method. */
  readonly method?: string;
  /** Route template as GitHub's OpenAPI names it, `/graphql`, or `/git-receive-pack`. Absent: any. */
  readonly route?: string;
  /** Whether only requests of apps and their installations match. */
  readonly ofApps?: true;
  /** How many matching requests pass before the fault begins; 0 unless told. */
  readonly after?: number;
  /** How many matching requests it hits; 1 unless told. */
  readonly times?: number;
  /** Seconds, for `secondary-limit` and `rate-limit`; 1 unless told. */
  readonly retryAfter?: number;
  /** For `lost-answer` and `lost-request`: called when the first has taken effect, before the connection breaks. */
  readonly afterEffect?: () => void;
}

/** A fault in the delivery of a webhook. */
export interface DeliveryFault {
  /** `reorder` holds a delivery back until the next one has been sent. */
  readonly kind: 'duplicate' | 'reorder' | 'drop';
  /** Event name, such as `issue_comment`. Absent: any. */
  readonly event?: string;
  readonly after?: number;
  readonly times?: number;
}

interface Planned<Fault> {
  readonly fault: Fault;
  toPass: number;
  left: number;
}

/** The faults that were asked for and have not happened yet. The first planned one that matches is used up first. */
export class FaultPlan {
  readonly #requests: Planned<RequestFault>[] = [];
  readonly #deliveries: Planned<DeliveryFault>[] = [];
  /** The kinds of the faults that have happened, in order. */
  readonly happened: string[] = [];

  onRequest(fault: RequestFault): void {
    this.#requests.push(plan(fault));
  }

  onDelivery(fault: DeliveryFault): void {
    this.#deliveries.push(plan(fault));
  }

  clear(): void {
    this.#requests.length = 0;
    this.#deliveries.length = 0;
  }

  /** Uses up one fault in the answer to this request, if one is planned. */
  takeForRequest(method: string, route: string, isOfApp = false): RequestFault | undefined {
    return this.#take(
      this.#requests,
      (fault) =>
        fault.kind !== 'stale-head' && (isOfApp || fault.ofApps !== true) && hits(fault, method, route),
    );
  }

  /** Whether someone else is to move the branch that this request is about to write. */
  takeStaleHead(method: string, route: string): boolean {
    const fault = this.#take(this.#requests, (one) => one.kind === 'stale-head' && hits(one, method, route));
    return fault !== undefined;
  }

  takeForDelivery(event: string): DeliveryFault | undefined {
    return this.#take(this.#deliveries, (fault) => (fault.event ?? event) === event);
  }

  #take<Fault extends { readonly kind: string }>(
    planned: Planned<Fault>[],
    matches: (fault: Fault) => boolean,
  ): Fault | undefined {
    let taken: Fault | undefined;
    for (const entry of planned) {
      if (entry.left === 0 || !matches(entry.fault)) continue;
      if (entry.toPass > 0) {
        entry.toPass -= 1;
      } else if (taken === undefined) {
        entry.left -= 1;
        taken = entry.fault;
      }
    }
    if (taken !== undefined) this.happened.push(taken.kind);
    return taken;
  }
}

function plan<Fault extends { readonly after?: number; readonly times?: number }>(
  fault: Fault,
): Planned<Fault> {
  return { fault, toPass: fault.after ?? 0, left: fault.times ?? 1 };
}

function hits(fault: RequestFault, method: string, route: string): boolean {
  return (fault.method ?? method) === method && (fault.route ?? route) === route;
}
