import { type Clock, formatTime } from '../../common/clock.ts';
import { globSet } from '../../common/glob-set.ts';
import type { Exception } from './config/covenant-config.ts';
import type { Notice } from './covenant-result.ts';

/** An exception with whether it means a path, its globs read once. */
interface Reader {
  readonly exception: Exception;
  readonly means: (path: string | undefined) => boolean;
}

/** The exceptions of the configuration on one day, each path asked once for a rule however much is found there. */
export class Exceptions {
  readonly #all: readonly Exception[];
  readonly #clock: Clock;
  #day: string | undefined;
  readonly #byRule: ReadonlyMap<string, readonly Reader[]>;
  readonly #known = new Map<string, Map<string | undefined, Exception | undefined>>();
  readonly #used = new Set<Exception>();

  constructor(all: readonly Exception[], clock: Clock) {
    this.#all = all;
    this.#clock = clock;
    this.#byRule = Map.groupBy(all.map(readerOf), ({ exception }) => exception.rule);
  }

  /** By which exception nothing that `rule` finds in `path` counts: the first that fits and has not ended. */
  for(rule: string, path: string | undefined): Exception | undefined {
    const readers = this.#byRule.get(rule);
    if (readers === undefined) return undefined;
    const known = this.#known.get(rule) ?? new Map<string | undefined, Exception | undefined>();
    this.#known.set(rule, known);
    if (known.has(path)) return known.get(path);
    const fitting = readers.filter(({ means }) => means(path)).map(({ exception }) => exception);
    for (const exception of fitting) this.#used.add(exception);
    const valid = fitting.find(({ until }) => until >= this.#today);
    known.set(path, valid);
    return valid;
  }

  /** Names those that ended and, of a check of the whole tree, those that nothing was found for. */
  notices(isWhole: boolean): Notice[] {
    const today = this.#today;
    return this.#all.flatMap((exception): Notice[] => {
      const what = `The exception from ${exception.rule}${exception.paths ? ` for ${exception.paths.join(', ')}` : ''}`;
      if (exception.until < today) {
        const message = `${what} ended on ${exception.until}.`;
        return [{ message, remedy: 'Remove it, or give it a new reason and date.' }];
      }
      // Of a part of the tree it cannot be told.
      if (this.#used.has(exception) || !isWhole) return [];
      return [{ message: `${what} excepts nothing.`, remedy: 'Remove it.' }];
    });
  }

  /** YYYY-MM-DD, one for the whole check. */
  get #today(): string {
    return (this.#day ??= formatTime(this.#clock()).slice(0, 10));
  }
}

function readerOf(exception: Exception): Reader {
  if (exception.paths === undefined) return { exception, means: () => true };
  const { has } = globSet(exception.paths);
  return { exception, means: (path) => path !== undefined && has(path) };
}
