import type { Row } from './row.ts';
import { ADOPTION } from './rows/adoption.ts';
import { CHECKS } from './rows/checks.ts';
import { DECISIONS } from './rows/decisions.ts';
import { ONBOARDING } from './rows/onboarding.ts';
import { READING } from './rows/reading.ts';
import { RECORDS } from './rows/records.ts';
import { APPROVAL, SPAWN } from './rows/services.ts';

/** Every row, by what it is about. One is added there; what it needs of GitHub is what `sandbox/github` has. */
export const ROWS = {
  adoption: ADOPTION,
  approval: APPROVAL,
  checks: CHECKS,
  decisions: DECISIONS,
  onboarding: ONBOARDING,
  reading: READING,
  records: RECORDS,
  spawn: SPAWN,
} as const satisfies Record<string, readonly Row[]>;
