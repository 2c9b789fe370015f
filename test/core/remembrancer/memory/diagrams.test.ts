import { describe, expect, it } from '@jest/globals';

import { memoryGraph } from '../../../../core/remembrancer/memory/graph.ts';
import { graphDiagrams } from '../../../../core/remembrancer/memory/graph-diagrams.ts';
import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { timelineDiagrams } from '../../../../core/remembrancer/memory/timeline-diagrams.ts';
import { type Sample, sampleEntries } from './sample-entries.ts';

const recordsOf = (...samples: Sample[]) => remember(sampleEntries(...samples));
const releases = (count: number): Sample[] =>
  Array.from({ length: count }, (_, i) => ({ kind: 'release', version: `v${i}` }));

describe('a timeline diagram', () => {
  it('has the records of each day, oldest first', () => {
    const records = recordsOf(
      { component: 'use-git', context: { what: 'Use git' }, time: '2026-11-02T10:00:00Z' },
      { kind: 'release', time: '2026-11-01T10:00:00Z' },
      { kind: 'deployment', time: '2026-11-02T11:00:00Z' },
    );
    expect(timelineDiagrams(records)).toEqual([
      [
        'timeline',
        '  2026-11-01 : release app 1.0.0',
        '  2026-11-02 : ADR-0001 Use git : deployment app 1.0.0',
      ].join('\n'),
    ]);
  });

  it('has no more than 60 nodes, the newest first, and all records are in one', () => {
    const diagrams = timelineDiagrams(recordsOf(...releases(130)));
    // One of the 60 is the day.
    expect(diagrams.map((each) => each.split(' : ').length)).toEqual([60, 60, 13]);
    expect(diagrams[0]).toContain('release app v129');
    expect(diagrams[2]).toContain('release app v0 : release app v1 :');
  });

  it('has as many where records of several ledgers have one id', () => {
    const many = Array.from({ length: 130 }, () => recordsOf({ kind: 'release' })).flat();
    expect(timelineDiagrams(many).map((each) => each.split(' : ').length)).toEqual([60, 60, 13]);
  });

  it('of nothing is none', () => {
    expect(timelineDiagrams([])).toEqual([]);
  });
});

describe('a graph diagram', () => {
  it('has each node once, and each relation', () => {
    const records = recordsOf({ kind: 'release' }, { kind: 'deployment' });
    expect(graphDiagrams(memoryGraph(records))).toEqual([
      [
        'flowchart LR',
        '  n0["app"]',
        '  n1["release app 1.0.0"]',
        '  n2["deployment app 1.0.0"]',
        '  n0 -->|released-as| n1',
        '  n1 -->|deployed-by| n2',
      ].join('\n'),
    ]);
  });

  it('has no more than 60 nodes, the newest first, and all relations are in one', () => {
    const diagrams = graphDiagrams(memoryGraph(recordsOf(...releases(130))));
    expect(diagrams.map((each) => each.match(/\["/gu)?.length)).toEqual([60, 60, 13]);
    expect(diagrams.map((each) => each.match(/-->/gu)?.length)).toEqual([59, 59, 12]);
    expect(diagrams[0]).toContain('release app v129');
  });
});

describe('a text in a diagram', () => {
  it.each([
    ['"] click n0 href "javascript:alert(1)"', '#34;#93; click n0 href #34;javascript#58;alert#40;1#41;#34;'],
    ['<script>x</script>', '#60;script#62;x#60;#47;script#62;'],
    ['#quot; : ; %%', '#35;quot#59; #58; #59; #37;#37;'],
    ['```', '#96;#96;#96;'],
    ['naïve 日本 v1.0', 'naïve 日本 v1.0'],
  ])('is text, whatever it says: %s', (what, shown) => {
    const records = recordsOf(
      { component: 'a', context: { what } },
      { component: 'b', links: ['supersedes a'] },
    );
    expect(timelineDiagrams(records)[0]).toContain(` : ADR-0001 ${shown} : `);
    expect(graphDiagrams(memoryGraph(records))[0]).toContain(`["ADR-0001 ${shown}"]`);
  });

  it('is one line of up to 60 characters', () => {
    const [diagram = ''] = timelineDiagrams(recordsOf({ context: { what: 'é'.repeat(10_000) } }));
    const [, event = ''] = diagram.split(' : ');
    expect(event).toHaveLength(60);
    expect(event.endsWith('é…')).toBe(true);
  });
});
