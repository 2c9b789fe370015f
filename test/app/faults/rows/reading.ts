import { recordRelease } from '../../fixtures/record-release.ts';
import { command } from '../give.ts';
import type { Row } from '../row.ts';
import type { TableWorld } from '../table-world.ts';

const released = (world: TableWorld): Promise<void> =>
  recordRelease(world, {
    tag: 'v1.0.0',
    content: 'the first release',
    what: 'The first release',
    why: 'To try.',
  });

/** The commands that only ask. */
export const READING: readonly Row[] = [
  command('/verify', () => '/verify v1.0.0', { furnish: released }),
  command('/query', () => '/query why the first release?', { furnish: released }),
  command('/timeline', () => '/timeline', { furnish: released }),
  command('/ledger', () => '/ledger', { furnish: released }),
  command('/help', () => '/help'),
];
