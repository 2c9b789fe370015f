import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { mapAtMost } from '../../../core/common/map-at-most.ts';
import { printable } from '../../../core/common/printable.ts';
import {
  type BuildDifference,
  explainDifference,
  type Explanation,
} from '../../../core/remembrancer/covenant/rebuild/index.ts';

/** The largest files that are looked into, in bytes. */
const MOST_BYTES = 256 * 1024 ** 2;

export type ExplainedDifference = BuildDifference & Partial<Explanation>;

/** Each difference with where it is and why, as far as can be told; the files of one alone are held in memory at a time. */
export const explainedInTurn = (
  differences: readonly BuildDifference[],
  folders: readonly string[],
): Promise<ExplainedDifference[]> =>
  mapAtMost(1, differences, (difference) => explained(difference, folders));

async function explained(
  difference: BuildDifference,
  folders: readonly string[],
): Promise<ExplainedDifference> {
  const { path, first, second } = difference;
  const isFile = first?.mode !== 'symlink' && second?.mode !== 'symlink';
  if (first === undefined || second === undefined || !isFile) return difference;
  const places = folders.map((folder) => join(folder, path));
  const sizes = await Promise.all(places.map(async (place) => (await lstat(place)).size));
  if (sizes.some((size) => size > MOST_BYTES)) return difference;
  const [a = Buffer.alloc(0), b = Buffer.alloc(0)] = await Promise.all(
    places.map((place) => readFile(place)),
  );
  return { ...difference, ...explainDifference(a, b) };
}

/** What a person reads of a difference. */
export function differenceLines({ path, first, second, offset, causes = [] }: ExplainedDifference): string[] {
  const name = printable(path);
  if (first === undefined || second === undefined)
    return [`${name} was made by the ${first === undefined ? 'second' : 'first'} build only`];
  const where =
    offset === undefined
      ? `is ${first.mode === second.mode ? 'another' : `${first.mode} and ${second.mode}`}`
      : `differs from byte ${offset} on (${first.size} and ${second.size} bytes)`;
  return [
    `${name} ${where}`,
    `  ${first.sha256}`,
    `  ${second.sha256}`,
    ...causes.map((cause) => `  cause: ${printable(cause)}`),
  ];
}
