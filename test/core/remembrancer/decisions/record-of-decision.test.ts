import { describe, expect, it } from '@jest/globals';

import { newDecision, recordOfDecision } from '../../../../core/remembrancer/decisions/index.ts';

describe('what a receipt says of a decision', () => {
  it('is printable, and no part of it has more than 1,000 characters', () => {
    const long = 'x'.repeat(1_001);
    const text = `---\nstatus: accepted\n---\n# Use\u202eit\n\n## Context\n\n${long}\n`;
    expect(recordOfDecision('use-it.md', text)?.context).toEqual({
      what: 'Use\ufffdit',
      why: long.slice(1),
    });
  });

  it('is what stands below the comments of a draft, and nothing where only they do', () => {
    const draft = newDecision({ title: 'Use it', status: 'accepted' });
    const text = draft.text.replace(/(?<=## Context.*\n\n.*-->)/, '\n\nIt is\nneeded.\n\nMore.');
    expect(recordOfDecision(draft.path, text)?.context).toEqual({ what: 'Use it', why: 'It is needed.' });
  });

  it('is nothing where the file says no status', () => {
    expect(recordOfDecision('use-it.md', '# Use it\n')).toBeUndefined();
  });
});
