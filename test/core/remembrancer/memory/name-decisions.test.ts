import { describe, expect, it } from '@jest/globals';
import { readDecision } from '../../../../core/remembrancer/decisions/index.ts';
import { nameDecisions } from '../../../../core/remembrancer/memory/index.ts';
import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { sampleEntries } from './sample-entries.ts';

const ID = '01JD0000000000000000000001';
const OTHER = '01JD0000000000000000000002';

const RECORDS = remember(
  sampleEntries(
    { component: 'first' },
    { component: 'use-x', links: [`alias ${ID}`, 'alias ADR-PR12'] },
    { component: 'use-y', links: ['supersedes use-x'] },
    { component: 'use-z', links: ['status rejected', 'alias ADR-PR13'] },
    { id: 'a', component: 'use-q', links: ['alias ADR-PR20'] },
    { id: 'b', component: 'use-q', links: ['alias ADR-PR21', 'revises use-q'] },
    { component: 'use-r', links: ['supersedes use-q'] },
  ),
);

const named = (slug: string, status = 'proposed', id = '') => {
  const read = readDecision(
    `docs/adr/${slug}.md`,
    `---\nstatus: ${status}\n${id && `id: ${id}\n`}---\n# X\n`,
  );
  const found = nameDecisions([read], RECORDS)[0]!;
  return [found.decision.number, found.decision.status, found.aliases, found.record?.component];
};

describe('the names that a ledger has for the decisions of a checkout', () => {
  it('are found by ULID, whatever the file is called and claims', () => {
    expect(named('0042-renamed', 'proposed', ID)).toEqual([2, 'superseded', [ID, 'ADR-PR12'], 'use-x']);
  });

  it('are found by the slug, unless that is of a decision with another ULID', () => {
    expect(named('use-y')).toEqual([3, 'accepted', [], 'use-y']);
    expect(named('use-x', 'draft', OTHER)).toEqual([undefined, 'draft', undefined, undefined]);
  });

  it('are those of all records of a decision, and its status that of the latest', () => {
    expect(named('use-q')).toEqual([4, 'superseded', ['ADR-PR20', 'ADR-PR21'], 'use-q']);
  });

  it('leave the status that a file says it has since', () => {
    expect(named('use-y', 'deprecated').slice(0, 2)).toEqual([3, 'deprecated']);
  });

  it('are aliases alone where a decision was not accepted', () => {
    expect(named('use-z')).toEqual([undefined, 'proposed', ['ADR-PR13'], 'use-z']);
  });

  it('are none of a decision that the ledger does not have', () => {
    expect(named('0007-use-a', 'accepted')).toEqual([7, 'accepted', undefined, undefined]);
  });
});
