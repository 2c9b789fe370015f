import type { Clock } from '../../core/common/clock.ts';
import type { GitHubAnswer } from './app-metrics.ts';

/** GitHub's resources with limits of their own that the app calls; the others count as `other`. */
const RESOURCES: ReadonlySet<string> = new Set(['core', 'graphql']);

export interface FewestLeft {
  readonly note: (answer: GitHubAnswer) => void;
  /** By resource: the fewest calls that an installation has left in its present hour. */
  readonly left: () => ReadonlyMap<string, number>;
}

/**
 * Remembers the lowest `x-ratelimit-remaining` until its hour is over. Every installation has its own limit, and the one that
 * has the fewest calls left is the one that will stop first.
 */
export function createFewestLeft(clock: Clock): FewestLeft {
  const lowest = new Map<string, { remaining: number; until: number }>();
  const current = (resource: string) => {
    const known = lowest.get(resource);
    return known !== undefined && known.until > clock().getTime() ? known : undefined;
  };
  return {
    note({ headers }) {
      const [remaining, reset] = ['remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));
      const named = headers.get('x-ratelimit-resource') ?? '';
      if (!isWhole(remaining) || !isWhole(reset)) return;
      const resource = RESOURCES.has(named) ? named : 'other';
      const noted = { remaining: Number(remaining), until: Number(reset) * 1000 };
      const known = current(resource);
      if (known === undefined || noted.remaining < known.remaining) lowest.set(resource, noted);
    },
    left: () =>
      new Map(
        [...lowest.keys()].flatMap((each) => {
          const known = current(each);
          return known === undefined ? [] : [[each, known.remaining]];
        }),
      ),
  };
}

const isWhole = (text: string | null | undefined): text is string => /^\d{1,12}$/.test(text ?? '');
