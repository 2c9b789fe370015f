export type { HostEvent, RunnerHost } from './host.ts';
export type { JobRecord, RunRecord } from './run/records.ts';
export { startRunner, type Runner, type RunnerOptions } from './start-runner.ts';
