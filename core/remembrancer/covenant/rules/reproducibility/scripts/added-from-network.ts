import type { Range } from '../../../found.ts';
import { instructionsOf } from '../../../shell/scripts/dockerfile-scripts.ts';

const WORD = /\S+/g;

/** What `ADD https://…` of a Dockerfile fetches without `--checksum`, but for repositories of git. */
export function addedFromNetwork(text: string): readonly { address: string; range: Range }[] {
  return instructionsOf(text).flatMap(({ name, range, text: body }) => {
    if (name !== 'ADD' || /\s--checksum=/.test(body)) return [];
    return [...body.matchAll(WORD)].flatMap(({ 0: word, index }) => {
      const address = word.replaceAll(/[[\]",]/g, '');
      if (!/^https?:\/\//i.test(address) || /\.git(?:#|$)/.test(address)) return [];
      const start = range.start + index;
      return [{ address, range: { start, end: start + word.length } }];
    });
  });
}
