import { gitOutput, type GitPlace } from './read-only-git.ts';
import { splitAtNul } from './split-at-nul.ts';

/** The newest `most` messages of the commits that `head` has and `base` has not; both are full ids. */
export async function commitMessages(
  place: GitPlace,
  base: string,
  head: string,
  most: number,
): Promise<string[]> {
  const log = await gitOutput(place, [
    ...['log', `--max-count=${most}`, '--no-show-signature', '-z', '--format=%B'],
    ...['--end-of-options', head, `^${base}`, '--'],
  ]);
  return Array.from(splitAtNul(log), String);
}
