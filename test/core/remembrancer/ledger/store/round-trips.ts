import { readFileSync } from 'node:fs';

/** The commands that spoke to another repository, in a file that git wrote for `GIT_TRACE2_EVENT`. */
export function roundTrips(trace: string): string[] {
  const events = readFileSync(trace, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; sid: string; name: string });
  // A command that another one started has that one's id before a slash in its own.
  return events
    .filter(({ event, sid }) => event === 'cmd_name' && !sid.includes('/'))
    .map(({ name }) => name)
    .filter((name) => ['fetch', 'push', 'ls-remote', 'clone'].includes(name));
}
