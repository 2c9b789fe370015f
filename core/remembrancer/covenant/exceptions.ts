import { type Clock, formatTime } from '../../common/clock.ts';
import { globSet } from '../../common/glob-set.ts';
import type { Exception } from './config/covenant-config.ts';
import type { Notice } from './covenant-result.ts';

/** An exception with whether it means a path, its globs read once. */
interface Reader {
  readonly exception: Exception;
  readonly means: (path: string | undefined) => boolean;
}

/**
 * The exceptions of the configuration on one day. A path is held against the globs once for a rule, however much is found
 * there; only beginnings are held against each finding.
 */
export class Exceptions {
  readonly #all: readonly Exception[];
  readonly #clock: Clock;
  #day: string | undefined;
  readonly #byRule: ReadonlyMap<string, readonly Reader[]>;
  readonly #known = new Map<string, Map<string | undefined, readonly Exception[]>>();
  readonly #used = new Set<Exception>();

  constructor(all: readonly Exception[], clock: Clock) {
    this.#all = all;
    this.#clock = clock;
    this.#byRule = Map.groupBy(all.map(readerOf), ({ exception }) => exception.rule);
  }

  /** By which exception a finding of `rule` in `path` does not count: the first that fits and has not ended. */
  for(rule: string, path: string | undefined, message: string): Exception | undefined {
    const by = this.#validFor(rule, path).find(({ beginning = '' }) => message.startsWith(beginning));
    if (by !== undefined) this.#used.add(by);
    return by;
  }

  /** Those for a path that have not ended. One for every message is of use there, also behind another. */
  #validFor(rule: string, path: string | undefined): readonly Exception[] {
    const readers = this.#byRule.get(rule);
    if (readers === undefined) return [];
    const known = this.#known.get(rule) ?? new Map<string | undefined, readonly Exception[]>();
    this.#known.set(rule, known);
    const before = known.get(path);
    if (before !== undefined) return before;
    const valid = readers
      .filter(({ exception, means }) => exception.until >= this.#today && means(path))
      .map(({ exception }) => exception);
    for (const exception of valid) if (exception.beginning === undefined) this.#used.add(exception);
    known.set(path, valid);
    return valid;
  }

  /** Names those that ended and, of a check of the whole tree, those that nothing was found for. */
  notices(isWhole: boolean): Notice[] {
    const today = this.#today;
    return this.#all.flatMap((exception): Notice[] => {
      const what = nameOf(exception);
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

function nameOf({ rule, paths, beginning }: Exception): string {
  const where = paths === undefined ? '' : ` for ${paths.join(', ')}`;
  return `The exception from ${rule}${where}${beginning === undefined ? '' : ` of what begins with "${beginning}"`}`;
}

function readerOf(exception: Exception): Reader {
  if (exception.paths === undefined) return { exception, means: () => true };
  const { has } = globSet(exception.paths);
  return { exception, means: (path) => path !== undefined && has(path) };
}
