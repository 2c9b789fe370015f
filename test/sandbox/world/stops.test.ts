import { expect, it } from '@jest/globals';
import { createStops } from '../../../sandbox/world/stops.ts';

it('stops the newest first, each once, also when one of them fails', async () => {
  const stopped: string[] = [];
  const stops = createStops();
  stops.add(() => Promise.resolve(void stopped.push('github')));
  stops.add(() => Promise.reject(new Error('the runner hangs')));
  stops.add(() => Promise.resolve(void stopped.push('app')));
  await expect(stops.run()).rejects.toMatchObject({ errors: [new Error('the runner hangs')] });
  expect(stopped).toEqual(['app', 'github']);
  await stops.run();
  expect(stopped).toHaveLength(2);
});
