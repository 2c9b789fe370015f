import { describe, expect, it } from '@jest/globals';
import { pastDecisions } from '../../../app/checks/past-decisions.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  memoryStore,
  parseSignerKey,
} from '../../../core/remembrancer/ledger/index.ts';
import { memorySource } from '../../../core/remembrancer/ledger/fsck/index.ts';
import { type Sample, sampleReceipt } from '../../core/remembrancer/memory/sample-entries.ts';

/** A ledger with these records. */
async function ledger(...samples: readonly Sample[]) {
  const log = parseSignerKey(generateLogKey('example.org/acme/app').signerKey);
  const store = memoryStore(emptyLedger(log));
  const records = samples.map((sample) => ({ receipt: sampleReceipt(sample), evidence: [] }));
  if (records.length > 0) await appendRecords(store, log, records, { random: Math.random });
  return memorySource(store.history().at(-1)!.files);
}

describe('the past decisions of a pull request', () => {
  it('are those in force that affect its files, the newest first', async () => {
    const source = await ledger(
      { component: 'use-git', context: { what: 'Use git' }, links: ['affects src/**'] },
      { component: 'use-svn', context: { what: 'Use svn' }, links: ['affects src/**', 'status rejected'] },
      { component: 'use-rust', context: { what: 'Use Rust' }, links: ['affects lib/**'] },
      { component: 'log-json', context: { what: 'Log JSON' }, links: ['affects src/log.ts'] },
    );
    const text = (await pastDecisions(source, ['src/log.ts', 'README.md']))!;
    expect(text.split('\n').filter((line) => line.startsWith('- '))).toEqual([
      '- **ADR-0003** Log JSON (2026-11-20): <code>src/log.ts</code>',
      '- **ADR-0001** Use git (2026-11-20): <code>src/log.ts</code>',
    ]);
  });

  it('are none where no decision in force affects a file', async () => {
    const source = await ledger(
      { component: 'use-git', links: ['affects src/**'] },
      { component: 'use-jj', links: ['affects lib/**', 'supersedes use-git'] },
    );
    expect(await pastDecisions(source, ['src/a.ts'])).toBeUndefined();
    expect(await pastDecisions(await ledger(), ['src/a.ts'])).toBeUndefined();
  });

  it('are shown without the markup that a writer put into them', async () => {
    const source = await ledger({
      context: { what: '@everybody <img src=x> [a](https://example.org)' },
      links: ['affects **'],
    });
    const text = (await pastDecisions(source, ['a']))!;
    expect(text).not.toMatch(/@everybody|<img|\]\(/);
  });

  it('are named with three files, and how many more', async () => {
    const source = await ledger({ links: ['affects **'] });
    expect(await pastDecisions(source, ['a', 'b', 'c', 'd', 'e'])).toContain(
      '<code>c</code> and 2 more files',
    );
  });

  it('fit into a comment, whatever their titles and paths are', async () => {
    const samples = Array.from({ length: 21 }, (_, n) => ({
      component: `use-${n}`,
      context: { what: '\u{10fffe}'.repeat(400) },
      links: ['affects **'],
    }));
    const paths = [1, 2, 3].map((n) => `${n}/${'\u{10fffe}'.repeat(400)}`);
    const text = (await pastDecisions(await ledger(...samples), paths))!;
    expect(text.match(/^- \*\*/gm)).toHaveLength(20);
    expect(text.length).toBeLessThan(65_000);
  });
});
