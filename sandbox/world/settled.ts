import type { GitHubSandbox } from '../github/index.ts';
import type { AppProcess } from './app-process.ts';
import { until } from './until.ts';

/** Resolves when every webhook that was raised has been delivered and worked on, also those that the work raised. */
export async function settled(
  github: Pick<GitHubSandbox, 'idle' | 'traffic'>,
  app: Pick<AppProcess, 'isIdle'>,
): Promise<void> {
  await until('the app to have done its work', async () => {
    const { length: sent } = github.traffic.webhooks;
    await github.idle();
    return (await app.isIdle()) && github.traffic.webhooks.length === sent;
  });
}
