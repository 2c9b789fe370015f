import { describe, expect, it } from '@jest/globals';

import { armoredBody } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/armored-body.ts';

const LINE = 'A'.repeat(48);

describe('the body of an armored block', () => {
  it.each([
    ['lines', '\nMIIE\nabc+\nZ/8=\n', 'MIIEabc+Z/8='],
    ['line breaks in a string', '\\nMIIE\\nabc+\\r\\nZ/8=\\n', 'MIIEabc+Z/8='],
    ['line breaks in a string in a string', '\\\\\\\\nMIIE\\\\r\\\\nabc+\\\\nZ/8=\\\\n', 'MIIEabc+Z/8='],
    ['headers before them', '\nComment: a\nProc-Type: 4,x\n\nMIIE\nabcd', 'MIIEabcd'],
    ['quoted lines that are joined', '\n  "MIIE" +\n  "abc+" +\n  `Z/8=`;', 'MIIEabc+Z/8='],
    ['a list', "\n  'MIIE',\n  'abcd',\n", 'MIIEabcd'],
    ['a comment', '\n# MIIE\n# abcd', 'MIIEabcd'],
    ['a line of nothing but marks', '\nMIIE\n" +\n"",\nabcd', 'MIIEabcd'],
    ['blanks for line breaks', ` ${LINE} MIIE Z/8= `, `${LINE}MIIEZ/8=`],
  ])('is found in %s', (_, text, body) => {
    expect(armoredBody(text)).toBe(body);
  });

  it.each([
    ['a header', '\nMIIE\nComment: a\nabcd', 'MIIE'],
    ['what is no header, before them', '\n<Comment: a\nMIIE', ''],
    ['another word', '\nMIIE\n<end>\nabcd', 'MIIE'],
    ['three dots', '\nMIIE...\nabcd', ''],
    ['words', '\nMIIE\nand so on\nabcd', 'MIIE'],
    ['blanks behind less than a line', `\nMIIE\n${LINE.slice(1)} abcd`, 'MIIE'],
    ['a part that is no base64', `\nMIIE\n${LINE} ab?d\n`, 'MIIE'],
    ['a plus that joins nothing', '\nMIIE?+\n', ''],
  ])('ends at %s', (_, text, body) => {
    expect(armoredBody(text)).toBe(body);
  });

  it('is nothing where there is nothing', () => {
    expect(armoredBody('')).toBe('');
  });
});
