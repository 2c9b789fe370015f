import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { passagesOf } from '../../../../../core/remembrancer/memory/search/passages-of.ts';

const words = (count: number): string => Array.from({ length: count }, (_, at) => `word${at}`).join(' ');

describe('the passages of a document', () => {
  it('are paragraphs that stand together, never of two sections', () => {
    const passages = passagesOf([
      { heading: 'Context', text: 'One.\n\nTwo.' },
      { heading: 'Decision', text: 'Three.' },
    ]);
    expect(passages).toEqual([
      { heading: 'Context', text: 'One.\n\nTwo.' },
      { heading: 'Decision', text: 'Three.' },
    ]);
  });

  it('are short enough to quote, however long a paragraph is', () => {
    for (const text of [words(10_000), 'x'.repeat(60_000), `${words(400)}\n\n${words(400)}`]) {
      const lengths = passagesOf([{ heading: '', text }]).map((passage) => passage.text.length);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(1800);
      expect(lengths.length).toBeGreaterThan(1);
    }
  });

  it('have all of the text', () => {
    const pieces = fc.array(fc.constantFrom('word', ' ', '\n', '\n\n', '  indented', 'x'.repeat(500)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const found = passagesOf([{ heading: '', text }]).map((passage) => passage.text);
        expect(found.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
      }),
    );
  });
});
