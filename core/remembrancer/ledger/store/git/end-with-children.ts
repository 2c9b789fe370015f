import { execFileSync } from 'node:child_process';

/**
 * Ends the process `pid` and all that it started. A git that is ended leaves the program behind that speaks to the other
 * side, which waits for an answer as long as one may come. Where `ps` cannot be run only `pid` is ended.
 */
export function endWithChildren(pid: number): void {
  const ending = [pid];
  const processes = listProcesses();
  for (const parent of ending) {
    ending.push(...processes.filter((one) => one.parent === parent).map((one) => one.pid));
  }
  for (const each of ending) {
    try {
      process.kill(each, 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
  }
}

function listProcesses(): { readonly pid: number; readonly parent: number }[] {
  try {
    const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8', stdio: 'pipe' });
    return [...listed.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gmu)].map(([, pid, parent]) => ({
      pid: Number(pid),
      parent: Number(parent),
    }));
  } catch {
    return [];
  }
}
