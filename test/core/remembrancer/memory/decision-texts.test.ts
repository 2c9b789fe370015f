import { describe, expect, it } from '@jest/globals';

import { sha256Hex, utf8 } from '../../../../core/common/bytes.ts';
import type { Snapshot } from '../../../../core/remembrancer/ledger/index.ts';
import {
  type DecisionFile,
  MAX_TEXT_BYTES,
  type MemoryRecord,
  readDecisionTexts,
  textsInStore,
} from '../../../../core/remembrancer/memory/index.ts';
import { sampleMemory } from './sample-memory.ts';

const OLD = '0'.repeat(39) + '1';
const NEW = '0'.repeat(39) + '2';

/** A decision that was recorded with `text` as the file `path` of a commit. */
function decision(path: string, text: string | Uint8Array, commit = NEW, size?: number): MemoryRecord {
  const [record] = sampleMemory('github.com/acme/app', { id: `decision:${path}@${commit}`, commit }).records;
  const name = path.split('/').at(-1) ?? '';
  const bytes = typeof text === 'string' ? utf8(text) : text;
  const subject = { name, sha256: sha256Hex(bytes), ...(size !== undefined && { size }) };
  return { ...record!, subjects: [subject] };
}

/** The commits of a repository, and what was read of them. */
function repository(commits: Record<string, Record<string, string>>): {
  read: (paths: readonly string[], at?: string) => Promise<Snapshot>;
  reads: string[];
} {
  const reads: string[] = [];
  return {
    reads,
    read: (paths, at = '') => {
      reads.push(`${at.slice(-1)} ${paths.join(' ')}`);
      const files = commits[at];
      if (files === undefined) return Promise.reject(new Error('no such commit'));
      const found = paths.flatMap((path): [string, Uint8Array][] =>
        files[path] === undefined ? [] : [[path, utf8(files[path])]],
      );
      return Promise.resolve({ head: at, files: new Map(found) });
    },
  };
}

const never = new AbortController().signal;

describe('the texts of decisions', () => {
  it('are believed when they have the digest that was recorded, and then only', async () => {
    const records = [decision('docs/adr/a.md', 'A'), decision('docs/adr/b.md', 'B')];
    const source = {
      read: () =>
        Promise.resolve(
          new Map([
            [sha256Hex('A'), utf8('A')],
            [sha256Hex('B'), utf8('C')],
          ]),
        ),
    };
    expect(await readDecisionTexts(source, records)).toEqual(new Map([[sha256Hex('A'), 'A']]));
  });

  it.each([
    ['is no UTF-8', new Uint8Array([0xff, 0xfe])],
    ['is longer than is taken', new Uint8Array(MAX_TEXT_BYTES + 1)],
  ])('are not what %s', async (_, bytes) => {
    const source = { read: () => Promise.resolve(new Map([[sha256Hex(bytes), bytes]])) };
    expect(await readDecisionTexts(source, [decision('docs/adr/a.md', bytes)])).toEqual(new Map());
  });

  it('are looked for at the path of the operation, where that is the file, else among the decisions', async () => {
    const asked: DecisionFile[] = [];
    const source = {
      read: (files: readonly DecisionFile[]) => {
        asked.push(...files);
        return Promise.resolve(new Map<string, Uint8Array>());
      },
    };
    await readDecisionTexts(source, [
      decision('doc/decisions/a.md', 'A'),
      { ...decision('b.md', 'B'), id: 'decision:b' },
      { ...decision('doc/c.md', 'C'), id: `decision:doc/c.md@${NEW}:rejected` },
      decision('../../etc/passwd', 'P'),
      decision('.git/config', 'G'),
      decision('docs/-x', 'X'),
      decision('docs/adr/large.md', 'L', NEW, MAX_TEXT_BYTES + 1),
      { ...decision('docs/adr/r.md', 'R'), kind: 'release' },
    ]);
    expect(asked.map(({ path }) => path)).toEqual(['doc/decisions/a.md', 'docs/adr/b.md', 'doc/c.md']);
  });

  it('are read at the newest commit, and at their own where they have changed since', async () => {
    const { read, reads } = repository({
      [OLD]: { 'docs/adr/a.md': 'A' },
      [NEW]: { 'docs/adr/a.md': 'A, superseded', 'docs/adr/b.md': 'B', 'docs/adr/c.md': 'C' },
    });
    const records = [
      decision('docs/adr/a.md', 'A', OLD),
      decision('docs/adr/c.md', 'C', OLD),
      decision('docs/adr/b.md', 'B', NEW),
    ];
    const texts = await readDecisionTexts(textsInStore({ read }, never), records);
    expect([...texts.values()].sort()).toEqual(['A', 'B', 'C']);
    expect(reads).toEqual(['2 docs/adr/a.md docs/adr/c.md docs/adr/b.md', '1 docs/adr/a.md']);
  });

  it('of a commit that is not there are left out, and the others not', async () => {
    const { read } = repository({ [OLD]: { 'docs/adr/a.md': 'A' } });
    const records = [decision('docs/adr/a.md', 'A', OLD), decision('docs/adr/b.md', 'B', NEW)];
    expect([...(await readDecisionTexts(textsInStore({ read }, never), records)).values()]).toEqual(['A']);
  });

  it('that have not come in time are not waited for', async () => {
    const { read, reads } = repository({ [OLD]: { 'docs/adr/a.md': 'A' }, [NEW]: {} });
    const records = [decision('docs/adr/a.md', 'A', OLD), decision('docs/adr/b.md', 'B', NEW)];
    await readDecisionTexts(textsInStore({ read }, AbortSignal.abort()), records);
    expect(reads).toHaveLength(1);
  });
});
