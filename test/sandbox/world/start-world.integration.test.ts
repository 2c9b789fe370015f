import { expect, it } from '@jest/globals';
import { startGitHub } from '../../../sandbox/github/index.ts';
import { startWorld } from '../../../sandbox/world/start-world.ts';

it('names a port that is taken, and starts nothing', async () => {
  const first = await startGitHub();
  try {
    await expect(startWorld({ port: first.port })).rejects.toThrow('EADDRINUSE');
  } finally {
    await first.stop();
  }
});
