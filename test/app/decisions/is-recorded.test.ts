import { describe, expect, it } from '@jest/globals';
import { isRecorded } from '../../../app/decisions/is-recorded.ts';
import { sha256Hex, utf8 } from '../../../core/common/bytes.ts';
import { decisionOperation } from '../../../core/remembrancer/decisions/index.ts';
import { memoryRecord } from '../../../core/remembrancer/memory/index.ts';
import { sampleReceipt } from '../../core/remembrancer/memory/sample-entries.ts';

const FILE = 'docs/adr/use-git.md';
const TEXT = '---\nstatus: accepted\n---\n\n# Use git\n';
const [branch, merge, other] = ['a', 'b', 'c'].map((digit) => decisionOperation(FILE, digit.repeat(40)));

const has = (id = '', status = 'accepted', text = TEXT, index = 0) => ({
  ...memoryRecord({
    index,
    receipt: {
      ...sampleReceipt({ id, links: [`status ${status}`] }),
      subjects: [{ name: 'use-git.md', sha256: sha256Hex(utf8(text)) }],
    },
    receiptBytes: utf8(''),
  }),
});

const isKnown = (records: ReturnType<typeof has>[], status = 'accepted') =>
  isRecorded(
    records,
    { operation: branch!, file: FILE, links: [{ rel: 'status', target: status }] },
    merge!,
    TEXT,
  );

describe('a decision is on the ledger', () => {
  it.each([
    ['under its id', [has(branch, 'accepted', 'before')]],
    ['under the id of its merge, as earlier versions gave it', [has(merge), has(other, 'deprecated')]],
    ['of another commit with the same text, as the command line has it recorded', [has(other)]],
    ['though another decision superseded it since', [{ ...has(other), status: 'superseded' }]],
  ])('%s', (_, records) => {
    expect(isKnown(records)).toBe(true);
  });
});

describe('a decision is not on the ledger', () => {
  it.each([
    ['when nothing is', []],
    ['with another text', [has(other, 'accepted', 'before')]],
    ['with another status', [has(other, 'rejected')]],
    ['when it became something else since', [has(other), has(`${other!}0`, 'deprecated')]],
    ['as another file', [has(`decision:docs/adr/use-svn.md@${'c'.repeat(40)}`)]],
  ])('%s', (_, records) => {
    expect(isKnown(records)).toBe(false);
  });
});
