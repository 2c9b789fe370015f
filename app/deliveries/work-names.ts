import { AsyncLocalStorage } from 'node:async_hooks';
import type { Delivery } from './delivery.ts';

/** What each line of log about a delivery's work names it by; nothing else of its payload is logged. */
interface WorkNames {
  readonly delivery: string;
  readonly event: string;
  /** `owner/name` */
  readonly repository?: string;
}

/** GitHub takes 39 characters for an owner and 100 for a name; the rest is for owners of an enterprise. */
const LONGEST_NAME = 200;

const present = new AsyncLocalStorage<WorkNames>();

/** Does `work`; what is logged meanwhile, however deep down, is logged with the names of the delivery. */
export function namingLog<Result>(delivery: Delivery, work: () => Result): Result {
  return present.run(namesOf(delivery), work);
}

/** The names of the delivery that is worked on; none outside of such work. Each time anew: the log adds to what it gets. */
export const workNames = (): Partial<WorkNames> => ({ ...present.getStore() });

function namesOf({ id, event, payload }: Delivery): WorkNames {
  const repository = 'repository' in payload ? payload.repository : undefined;
  const name =
    typeof repository === 'object' && repository !== null && 'full_name' in repository
      ? repository.full_name
      : undefined;
  const isName = typeof name === 'string' && name.length <= LONGEST_NAME;
  return { delivery: id, event, ...(isName && { repository: name }) };
}
