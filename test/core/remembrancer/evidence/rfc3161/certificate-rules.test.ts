import { Certificate, Time, TimeType } from 'pkijs';
import { expect, it } from '@jest/globals';

import { periodFault } from '../../../../../core/remembrancer/evidence/rfc3161/certificate-rules.ts';

const certificate = new Certificate({
  notBefore: new Time({ type: TimeType.UTCTime, value: new Date('2026-01-01T00:00:00Z') }),
  notAfter: new Time({ type: TimeType.UTCTime, value: new Date('2026-12-31T23:59:59Z') }),
});

it.each([
  ['2025-12-31T23:59:59.999Z', 'in-future'],
  ['2026-01-01T00:00:00Z', undefined],
  ['2026-12-31T23:59:59Z', undefined],
  // The period ends with its last second, not with the beginning of it.
  ['2026-12-31T23:59:59.999Z', undefined],
  ['2027-01-01T00:00:00Z', 'expired'],
])('at %s a certificate of the year 2026 has the fault %s', (at, reason) => {
  expect(periodFault(certificate, new Date(at))?.reason).toBe(reason);
});
