import type { JobLog } from '../job/job-log.ts';

/** Says in the log that a workflow asked for one version of a tool and gets another. */
export function noteVersion(log: JobLog, tool: string, asked: string, found: string): void {
  const wanted = asked.replace(/^v/, '').replace(/\.x$/, '');
  if (wanted === '' || found === wanted || found.startsWith(`${wanted}.`)) return;
  log.warning(`The workflow asks for ${tool} ${asked}; this sandbox has ${tool} ${found}.`);
}
