/** A webhook as GitHub sent it, its signature checked. */
export interface Delivery {
  /** A GUID; the same when GitHub delivers it again. */
  readonly id: string;
  readonly event: string;
  readonly payload: object;
  /** RFC 3339 */
  readonly receivedAt: string;
}

/**
 * Deliveries of one turn are worked on one after the other, as they came: those about one repository, else those of one
 * installation. One that names neither has a turn of its own.
 */
export function turnOf({ id, payload }: Delivery): string {
  for (const about of ['repository', 'installation']) {
    const number = idOf(Object.getOwnPropertyDescriptor(payload, about)?.value);
    if (number !== undefined) return `${about}:${number}`;
  }
  return id;
}

function idOf(thing: unknown): number | undefined {
  if (typeof thing !== 'object' || thing === null || !('id' in thing)) return undefined;
  return typeof thing.id === 'number' ? thing.id : undefined;
}
