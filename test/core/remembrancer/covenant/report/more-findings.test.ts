import { expect, it } from '@jest/globals';

import { moreFindings } from '../../../../../core/remembrancer/covenant/report/more-findings.ts';

it('what is not shown is counted, and it is said where it stands', () => {
  expect(moreFindings(1)).toBe(
    'And 1 more finding: `vaultmesh covenant --json` lists all, SARIF the gravest 5,000, the job summary what fits.',
  );
  expect(moreFindings(31)).toMatch(/^And 31 more findings: /);
});
