import { VaultMeshError } from '../../../core/common/error.ts';

export interface ConcurrencyRequest {
  /** The group's name, with the repository that it belongs to. */
  readonly group: string;
  readonly cancelInProgress: boolean;
  /** `single`: one may wait, and a newer one takes its place; `max`: they wait in a row. */
  readonly queue: 'single' | 'max';
  /** Called when a newer one of the group wants this one to end. */
  readonly cancel: () => void;
}

interface Waiting {
  readonly request: ConcurrencyRequest;
  readonly start: () => void;
  readonly giveUp: () => void;
}

/** GitHub's limit for `queue: max`. */
const MAX_WAITING = 100;

/** At most one run or job of a group at a time. */
export class ConcurrencyGroups {
  readonly #running = new Map<string, ConcurrencyRequest>();
  readonly #waiting = new Map<string, Waiting[]>();

  /**
   * Resolves when it is this one's turn, with the function that ends the turn. Rejects with `conflict` when a newer
   * one took its place.
   */
  async acquire(request: ConcurrencyRequest): Promise<() => void> {
    const { group } = request;
    const running = this.#running.get(group);
    if (running === undefined) {
      this.#running.set(group, request);
    } else {
      if (request.cancelInProgress) running.cancel();
      await this.#wait(request);
    }
    return () => {
      this.#next(group);
    };
  }

  #wait(request: ConcurrencyRequest): Promise<void> {
    const { group, queue } = request;
    const waiting = this.#waiting.get(group) ?? [];
    const replaced = queue === 'single' ? waiting.splice(0) : [];
    for (const older of replaced) older.giveUp();
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        reject(
          new VaultMeshError('conflict', `A newer run of the concurrency group "${group}" took its place.`),
        );
      };
      if (waiting.length >= MAX_WAITING) giveUp();
      else this.#waiting.set(group, [...waiting, { request, start: resolve, giveUp }]);
    });
  }

  #next(group: string): void {
    const [next, ...rest] = this.#waiting.get(group) ?? [];
    this.#waiting.set(group, rest);
    if (next === undefined) {
      this.#running.delete(group);
      return;
    }
    this.#running.set(group, next.request);
    next.start();
  }
}
