import { describe, expect, it } from '@jest/globals';

import { lockfilePresent } from '../../../../core/remembrancer/covenant/rules/reproducibility/lockfile-present.ts';
import { toFinding } from '../../../../core/remembrancer/covenant/to-finding.ts';

const findingOf = (message: string, remedy: string) =>
  toFinding({ path: 'requirements.txt', message, remedy }, lockfilePresent, 'warn', undefined, new Map());

describe('toFinding', () => {
  it('keeps what a rule says', () => {
    const said = { message: 'It has 2 requirements and no lockfile.', remedy: 'Make one.' };
    expect(findingOf(said.message, said.remedy)).toMatchObject({ ...said, rule: 'VM-II-05', level: 'warn' });
  });

  it('shortens what has a name without an end in it', () => {
    const name = '\u{1f510}'.repeat(500_000);
    const { message, remedy } = findingOf(name, `Write ${name}.`);
    expect(Array.from(message)).toHaveLength(1500);
    expect(Array.from(remedy)).toHaveLength(1500);
    expect([message, remedy].every((text) => text.isWellFormed() && text.endsWith('…'))).toBe(true);
  });
});
