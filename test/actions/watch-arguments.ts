import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** The argument lists of this machine's processes, sampled until `stop` is called; needs Linux' /proc. */
export function watchArguments(): { stop(): Promise<ReadonlySet<string>> } {
  const seen = new Set<string>();
  let watching = true;
  const sample = async (): Promise<void> => {
    const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    for (const id of processes) {
      // A process may end in between, or belong to somebody else.
      const list = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      seen.add(list.replaceAll('\0', ' '));
    }
  };
  const loop = (async () => {
    while (watching) {
      await sample();
      await sleep(5);
    }
  })();
  return {
    stop: async () => {
      watching = false;
      await loop;
      return seen;
    },
  };
}
