import { describe, expect, it } from '@jest/globals';
import { isDecisionPath, parseDecision, slugOfPath } from '../../../app/decisions/parse-decision.ts';
import { fromUtf8 } from '../../../core/common/bytes.ts';
import { decisionOperation } from '../../../core/remembrancer/decisions/index.ts';
import { parseSpawnRequest, renderDecision, spawnSettings } from '../../../core/spawn/index.ts';

const PATH = 'docs/adr/use-postgres.md';

const record = (frontMatter: string) => `---
${frontMatter}
---

# Use PostgreSQL

## Context and Problem Statement

We need a database
that many people know.

More words.

## Decision Outcome

Chosen option: PostgreSQL.
`;

describe('a decision', () => {
  it('is read with its title and the first words on why and how', () => {
    expect(parseDecision(PATH, record('status: accepted'))).toEqual({
      slug: 'use-postgres',
      context: {
        what: 'Use PostgreSQL',
        why: 'We need a database that many people know.',
        how: 'Chosen option: PostgreSQL.',
      },
      status: 'accepted',
      links: [],
    });
  });

  it.each([
    ['status: superseded by ADR-0012', 'superseded'],
    ['status: Accepted (by some)', 'accepted'],
    ['status: draft', 'draft'],
  ])('has the status that its front matter says: %s', (frontMatter, status) => {
    expect(parseDecision(PATH, record(frontMatter))).toMatchObject({ status });
  });

  it('is read in the dialects that have no front matter', () => {
    const text =
      '# 7. Use PostgreSQL\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nWe need one.\n';
    expect(parseDecision(PATH, text)).toMatchObject({
      status: 'accepted',
      context: { what: 'Use PostgreSQL', why: 'We need one.' },
    });
  });

  it('is read from what our own template proposes', () => {
    const request = parseSpawnRequest({ name: 'my-service', owner: 'acme' });
    const file = renderDecision(request, spawnSettings(), {
      date: '2026-11-20',
      tree: '0'.repeat(40),
      templateVersion: '1.2.3',
      source: 'https://github.com/acme/platform/issues/1#issuecomment-99',
    });
    expect(isDecisionPath('docs/adr', file.path)).toBe(true);
    const decision = parseDecision(file.path, fromUtf8(file.content));
    expect(decision).toMatchObject({ slug: 'spawn-my-service' });
    const text = expect.stringMatching(/./);
    expect(decision?.context).toEqual({ what: expect.stringContaining('my'), why: text, how: text });
  });

  it('is read from the sections that the records of this project have', () => {
    const text = '---\nstatus: accepted\n---\n# X\n\n## Context and problem\n\nWhy.\n\n## Decision\n\nX.\n';
    expect(parseDecision(PATH, text)).toMatchObject({ context: { why: 'Why.', how: 'X.' } });
  });

  it('is read with Windows line ends and without sections', () => {
    expect(parseDecision(PATH, '---\r\nstatus: proposed\r\n---\r\n# Short\r\n')).toEqual({
      slug: 'use-postgres',
      status: 'proposed',
      context: { what: 'Short' },
      links: [],
    });
  });
});

describe('a place of decisions', () => {
  it.each([
    ['docs/adr', 'docs/adr/old/a.md'],
    ['architecture/decisions', 'architecture/decisions/a.md'],
    ['.', 'a.md'],
    ['.', 'notes/a.md'],
  ])('is %s, of %s', (folder, path) => {
    expect(isDecisionPath(folder, path)).toBe(true);
    expect(parseDecision(path, record('status: accepted'))).toMatchObject({ slug: 'a' });
  });

  it.each([
    ['docs/adr', 'docs/adr-old/a.md'],
    ['docs/adr', 'docs/adr/.drafts/a.md'],
    ['.', '.github/pull_request_template.md'],
    ['.', 'web/node_modules/x/a.md'],
  ])('is not %s, of %s', (folder, path) => {
    expect(isDecisionPath(folder, path)).toBe(false);
  });

  it('makes an operation id that the ledger takes, whatever became of it', () => {
    const commit = '0'.repeat(64);
    const path = `${'d/'.repeat(40)}${'a'.repeat(57)}.md`;
    expect(slugOfPath(path)).toBe('a'.repeat(57));
    expect(slugOfPath(`d/${path}`)).toBeUndefined();
    expect(`${decisionOperation(path, commit.slice(0, 40))}:withdrawn`.length).toBeLessThanOrEqual(200);
  });
});

describe('no decision', () => {
  it.each(['status: "{proposed | accepted}"', 'title: none', '- proposed', 'status: [', 'status: *a'])(
    'is a file whose front matter says no status: %j',
    (frontMatter) => {
      expect(parseDecision(PATH, record(frontMatter))).toBeUndefined();
    },
  );

  it('is a file without a status, or outside of the folder', () => {
    expect(parseDecision(PATH, '# Title\n\n---\nstatus: accepted\n---\n')).toBeUndefined();
    for (const path of [
      'docs/adr/node_modules/a/b.md',
      'docs/adr.md',
      'docs/adr/a.txt',
      'a/docs/adr/a.md',
      'docs/adr/README.md',
      'docs/adr/0000-template.md',
    ]) {
      expect(isDecisionPath('docs/adr', path)).toBe(false);
    }
  });
});
