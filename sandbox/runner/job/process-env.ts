import { delimiter } from 'node:path';
import type { Json } from '../../../core/common/canonical-json.ts';
import type { JobState } from './job-state.ts';

/**
 * The whole environment of a step's process: what GitHub's runner sets, and PATH, HOME and LANG. Nothing else of
 * this process is passed on.
 */
export function processEnv(
  job: JobState,
  github: Readonly<Record<string, Json>>,
  stepEnv: Readonly<Record<string, string>>,
): Record<string, string> {
  const { folder, contexts } = job;
  return {
    LANG: 'C.UTF-8',
    HOME: folder.home,
    TMPDIR: folder.temp,
    CI: 'true',
    ...job.env,
    ...stepEnv,
    PATH: stepEnv['PATH'] ?? job.env['PATH'] ?? job.path.join(delimiter),
    GITHUB_ACTIONS: 'true',
    ...prefixed('GITHUB', github),
    ...prefixed('RUNNER', contexts.runner),
    ...job.identity,
  };
}

/** The PATH of this process without what npm puts before it for its scripts. */
export function systemPath(path: string): string[] {
  return path.split(delimiter).filter((folder) => folder !== '' && !/[/\\]node_modules[/\\]/.test(folder));
}

/** The members of a context as variables; the token and the event itself are not among them. */
function prefixed(prefix: string, context: Readonly<Record<string, Json>>): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(context)) {
    if (name === 'token' || value === null || typeof value === 'object') continue;
    variables[`${prefix}_${name.toUpperCase()}`] = String(value);
  }
  return variables;
}
