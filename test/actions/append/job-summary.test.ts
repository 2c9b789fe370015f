import { expect, it } from '@jest/globals';

import { jobSummary, type RecordSummary } from '../../../actions/append/src/job-summary.ts';

const record: RecordSummary = {
  kind: 'release',
  component: 'my-service',
  version: '1.0.0',
  operation: 'release:v1.0.0',
  alreadyRecorded: false,
  index: 3,
  size: 4,
  root: 'cm9vdA==',
  ledgerUrl: 'https://github.com/acme/my-service/tree/ledger',
  subjects: [{ name: 'my-service.tar.gz', sha256: 'ab'.repeat(32) }],
  layers: [
    { layer: 'openpgp', verdict: 'recorded', detail: '1 detached signature.' },
    { layer: 'sigstore', verdict: 'missing', detail: 'off | private' },
  ],
};

it('shows the record, its subjects and the verdict per layer', () => {
  const summary = jobSummary(record);
  expect(summary).toContain('## The release my-service 1.0.0 is recorded');
  expect(summary).toContain('Entry 3 of 4');
  expect(summary).toContain(`| my-service.tar.gz | <code>${'ab'.repeat(32)}</code> |`);
  expect(summary).toContain('| openpgp | **recorded** | 1 detached signature. |');
});

it('keeps text from other people inside its table cell', () => {
  expect(jobSummary(record)).toContain('| sigstore | **missing** | off \\| private |');
  const hostile = jobSummary({ ...record, version: '<img src=x>\n# boo' });
  expect(hostile).toContain('\\<img src=x\\> # boo');
});

it('says what became of the release, and that a re-run changed nothing', () => {
  const again = jobSummary({
    ...record,
    alreadyRecorded: true,
    release: { url: 'https://github.com/acme/my-service/releases/tag/v1.0.0', uploaded: [], published: true },
  });
  expect(again).toContain('was already recorded');
  expect(again).toContain('had every asset and is published');
});
