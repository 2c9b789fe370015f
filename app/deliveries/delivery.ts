/** A webhook as GitHub sent it, its signature checked. */
export interface Delivery {
  /** A GUID; the same when GitHub delivers it again. */
  readonly id: string;
  readonly event: string;
  readonly payload: object;
  /** RFC 3339 */
  readonly receivedAt: string;
}

/** The event with its action, as handlers are named: `pull_request.opened`, `push`. */
export function nameOf({ event, payload }: Pick<Delivery, 'event' | 'payload'>): string {
  return 'action' in payload && typeof payload.action === 'string' ? `${event}.${payload.action}` : event;
}
