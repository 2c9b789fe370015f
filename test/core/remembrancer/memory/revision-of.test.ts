import { describe, expect, it } from '@jest/globals';

import { revisionOf } from '../../../../core/remembrancer/memory/index.ts';
import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { type Sample, sampleEntries } from './sample-entries.ts';

const [ULID, OTHER] = ['01JD0000000000000000000001', '01JD0000000000000000000002'] as const;
const [first, second] = ['1'.repeat(40), '2'.repeat(40)];
const at = (path: string, commit: string) => `decision:docs/adr/${path}@${commit}`;

const decision = (component: string, ...links: string[]): Sample => ({
  ...{ component, links, id: at(`${component}.md`, first) },
});

/** The link of a record that is made after, or among, others. */
const revision = (id: string, links: readonly string[], ...samples: Sample[]) =>
  revisionOf(
    { id, links: links.map((target) => ({ rel: 'alias', target })) },
    remember(sampleEntries(...samples)),
  );
const revises = (target: string) => [{ rel: 'revises', target }];

describe('a decision that is recorded again', () => {
  it('is the one with its ULID, whatever its file is called now', () => {
    expect(revision(at('b.md', second), [ULID], decision('a', `alias ${ULID}`))).toEqual(revises('a'));
    expect(revision(at('a.md', second), [OTHER], decision('a', `alias ${ULID}`))).toEqual([]);
  });

  it('is the one of its path, where one of the two has no ULID', () => {
    expect(revision(at('a.md', second), [], decision('a'))).toEqual(revises('a'));
    expect(revision(at('a.md', second), [ULID], decision('a'))).toEqual(revises('a'));
    expect(revision(at('a.md', second), [], decision('b'))).toEqual([]);
    expect(revision('decision:a', [], { component: 'a', id: 'decision:a-1' })).toEqual([]);
  });

  it('is none that was turned down, and not itself', () => {
    expect(revision(at('a.md', second), [], decision('a', 'status rejected'))).toEqual([]);
    expect(revision(at('a.md', first), [], decision('a'))).toEqual([]);
  });

  it('is none whose component is by now that of another decision', () => {
    const shop = (path: string): Sample => ({ component: 'shop', id: at(path, first) });
    expect(revision(at('a.md', second), [], shop('a.md'), shop('b.md'))).toEqual([]);
    expect(revision(at('b.md', second), [], shop('a.md'), shop('b.md'))).toEqual(revises('shop'));
  });
});
