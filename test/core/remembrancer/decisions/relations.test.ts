import { describe, expect, it } from '@jest/globals';
import {
  decisionsInForce,
  indexDecisions,
  readDecision,
  relateDecisions,
  relationsOf,
  supersedeCycles,
} from '../../../../core/remembrancer/decisions/index.ts';

const decision = (name: string, frontMatter: string) =>
  readDecision(`docs/adr/${name}.md`, `---\n${frontMatter}\n---\n\n# ${name}\n`);
const path = (name: string) => `docs/adr/${name}.md`;

const ULID = '01JD0000000000000000000001';
const files = decision('0001-files', `id: ${ULID}\nstatus: accepted\naffects: [src/store/**, "*.sql"]`);
const mysql = decision('0002-mysql', 'status: superseded by [3](0003-postgres.md)\nsupersedes: ADR-1');
const postgres = decision('0003-postgres', 'status: accepted\namends: [0001-files.md]\naffects: [src]');
const proposal = decision('sqlite', 'status: proposed\nsupersedes: [0003-postgres]\nrelates-to: [ADR-9]');
const all = [files, mysql, postgres, proposal];

describe('a reference', () => {
  it.each([
    ULID,
    ULID.toLowerCase(),
    '0001-files',
    '0001-files.md',
    path('0001-files'),
    'ADR-0001',
    'adr 1',
    '1',
  ])('may be %s', (reference) => {
    expect(indexDecisions(all)(reference)).toEqual([files]);
  });

  it('may be an alias, for ever', () => {
    const placed = { ...proposal, aliases: ['ADR-PR12', 'ADR-0042'] };
    expect(indexDecisions([placed])('ADR-PR12')).toEqual([placed]);
    expect(indexDecisions([placed])('42')).toEqual([placed]);
  });

  it('means all decisions that claim it', () => {
    const other = decision('0001-other', 'status: draft');
    expect(indexDecisions([...all, other])('ADR-0001')).toEqual([files, other]);
    expect(relateDecisions([...all, other]).open[0]).toEqual({
      path: path('0002-mysql'),
      type: 'supersedes',
      reference: 'ADR-0001',
      candidates: [path('0001-files'), path('0001-other')],
    });
  });
});

describe('relations', () => {
  it('are the same whichever end was written down', () => {
    expect(relateDecisions(all)).toEqual({
      relations: [
        { type: 'supersedes', from: path('0002-mysql'), to: path('0001-files') },
        { type: 'supersedes', from: path('0003-postgres'), to: path('0002-mysql') },
        { type: 'amends', from: path('0003-postgres'), to: path('0001-files') },
        { type: 'supersedes', from: path('sqlite'), to: path('0003-postgres') },
      ],
      open: [{ path: path('sqlite'), type: 'relates-to', reference: 'ADR-9', candidates: [] }],
    });
  });

  it('have names from both sides', () => {
    expect(relationsOf(relateDecisions(all).relations, path('0003-postgres'))).toEqual([
      { type: 'supersedes', path: path('0002-mysql') },
      { type: 'amends', path: path('0001-files') },
      { type: 'superseded-by', path: path('sqlite') },
    ]);
  });

  it('go in a circle where each supersedes the next', () => {
    const circle = ['a', 'b', 'c'].map((name, n) =>
      decision(name, `status: accepted\nsupersedes: [${'bca'[n] ?? ''}]`),
    );
    const self = decision('d', 'status: accepted\nsupersedes: [d, a]');
    expect(supersedeCycles(relateDecisions([...circle, self]).relations)).toEqual([
      [path('a'), path('b'), path('c')],
      [path('d')],
    ]);
    expect(supersedeCycles(relateDecisions(all).relations)).toEqual([]);
  });
});

describe('in force', () => {
  it('is what was accepted and not replaced, even by what was itself replaced; a proposal replaces nothing', () => {
    expect(decisionsInForce(all)).toEqual([postgres]);
  });
});
