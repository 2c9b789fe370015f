import { describe, expect, it } from '@jest/globals';

import { shieldsBadge } from '../../../../core/remembrancer/browse/shields-badge.ts';

describe('a badge for shields.io', () => {
  it('has the four members of its endpoint schema', () => {
    expect(JSON.parse(shieldsBadge('ledger', '4 entries'))).toEqual({
      schemaVersion: 1,
      label: 'ledger',
      message: '4 entries',
      color: 'blue',
    });
  });

  it('is one line that nothing turns around, and not too long', () => {
    const badge = shieldsBadge('release', `"a"\n\u202e${'b'.repeat(60)}`, 'red');
    expect(badge).toMatch(/^\{.*\}\n$/u);
    const { message } = JSON.parse(badge) as { message: string };
    expect(message).toBe(`"a" \ufffd${'b'.repeat(34)}…`);
    expect(Array.from(message)).toHaveLength(40);
  });
});
