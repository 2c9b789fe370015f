import { readMetrics } from '../contract/read-metrics.ts';
import type { ServiceProcess } from '../contract/service-process.ts';

/** How many jobs of a worker have ended so. */
export async function countJobs(worker: ServiceProcess, result: 'ok' | 'error'): Promise<number> {
  const samples = await readMetrics(worker);
  const counted = samples.find(
    ({ name, labels }) => name === 'worker_jobs_total' && labels['result'] === result,
  );
  return counted?.value ?? 0;
}
