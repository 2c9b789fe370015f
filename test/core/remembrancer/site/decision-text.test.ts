import { describe, expect, it } from '@jest/globals';

import { decisionText } from '../../../../core/remembrancer/site/decision-text.ts';

describe('the text of a decision', () => {
  it('is without front matter, and without the heading that says the title again', () => {
    const text = '---\nstatus: accepted\n---\n\n#   Use git \n\nIt is there.\n';
    expect(decisionText(text, 'Use git').markup).toBe('<p>It is there.</p>\n');
    expect(decisionText(text, 'Use another').markup).toBe('<h3>Use git</h3>\n<p>It is there.</p>\n');
  });

  it('takes a heading of blanks that never ends, by one look at each', () => {
    // 60 KB take some seconds where each blank is tried as the beginning of the heading; 600 KB would take minutes.
    expect(decisionText(`# ${' '.repeat(600_000)}`, 'Use git').markup).toMatch(/^<h3><\/h3>/u);
  });
});
