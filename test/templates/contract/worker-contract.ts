import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Launch } from './languages.ts';
import { readMetrics } from './read-metrics.ts';
import { kill, launch as launchProcess, type ServiceProcess, start, until } from './service-process.ts';

/** What the example job of the kind `worker` does when there is no message broker. */
export function describeWorker(launch: () => Launch): void {
  let service: ServiceProcess;

  beforeAll(async () => {
    service = await start(launch(), { INTERVAL_SECONDS: '0.1' });
  });

  afterAll(() => kill(service));

  describe('the job', () => {
    it('runs at each interval, counted and timed', async () => {
      const jobs = async (): Promise<number> =>
        (await readMetrics(service)).find(
          ({ name, labels }) => name === 'worker_jobs_total' && labels['result'] === 'ok',
        )?.value ?? 0;
      await until(async () => (await jobs()) >= 3);
      const names = (await readMetrics(service)).map(({ name }) => name);
      expect(names).toContain('worker_job_duration_seconds_count');
      expect(names).toContain('worker_job_duration_seconds_bucket');
    });

    it('has an interval that must be a number', async () => {
      const wrong = await launchProcess(launch(), { INTERVAL_SECONDS: 'often' });
      try {
        expect(await wrong.ended).toEqual([2, null]);
        expect(wrong.output().stderr).toContain(`${launch().name}: INTERVAL_SECONDS must be `);
      } finally {
        await kill(wrong);
      }
    });
  });
}
