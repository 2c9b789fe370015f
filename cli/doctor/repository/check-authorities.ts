import { randomBytes } from 'node:crypto';
import { asVaultMeshError } from '../../../core/common/error.ts';
import { printable } from '../../../core/common/printable.ts';
import type { Finding } from '../finding.ts';

const TIMEOUT_MS = 10_000;

/** Whether one of the time-stamp authorities gives a token, which releases need. It is asked to date random bytes. */
export async function checkAuthorities(urls: readonly string[]): Promise<Finding> {
  const check = 'tsa';
  const { requestTimestamp } = await import('../../../core/remembrancer/evidence/rfc3161/index.ts');
  const failures: string[] = [];
  for (const url of urls) {
    try {
      await requestTimestamp({ url, digest: randomBytes(32), fetch, timeoutMs: TIMEOUT_MS, randomBytes });
      return { check, status: 'ok', detail: `${new URL(url).host} gave a time-stamp.` };
    } catch (error) {
      failures.push(printable(asVaultMeshError(error).message));
    }
  }
  return {
    check,
    status: 'unknown',
    detail: failures.join(' '),
    remedy:
      'Try again later, or name another authority in VAULTMESH_TSA. A runner of GitHub may reach what this machine does not.',
  };
}
