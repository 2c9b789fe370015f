import { describe, expect, it } from '@jest/globals';

import { checkCovenant, type Rule } from '../../../../../core/remembrancer/covenant/index.ts';
import { filesUnexpired } from '../../../../../core/remembrancer/covenant/rules/federation/files-unexpired.ts';
import { oneCanonicalisation } from '../../../../../core/remembrancer/covenant/rules/federation/one-canonicalisation.ts';
import { peersConsistent } from '../../../../../core/remembrancer/covenant/rules/federation/peers-consistent.ts';
import { filesValid } from '../../../../../core/remembrancer/covenant/rules/federation/files-valid.ts';
import { ledgerExtendsWitnessed } from '../../../../../core/remembrancer/covenant/rules/integrity/ledger-extends-witnessed.ts';
import { ledgerVerifies } from '../../../../../core/remembrancer/covenant/rules/integrity/ledger-verifies.ts';
import { deploymentsRecorded } from '../../../../../core/remembrancer/covenant/rules/proof-chain/deployments-recorded.ts';
import { releasesProven } from '../../../../../core/remembrancer/covenant/rules/proof-chain/releases-proven.ts';
import { inputsOf } from '../example-inputs.ts';
import { ledgerCases } from '../ledger-cases.ts';

const RULES: readonly Rule[] = [
  ...[ledgerVerifies, ledgerExtendsWitnessed, filesValid, filesUnexpired, oneCanonicalisation],
  ...[peersConsistent, releasesProven, deploymentsRecorded],
];

describe.each(
  RULES.filter(({ id }) => ledgerCases[id] !== undefined).map((rule) => [rule.id, rule] as const),
)('%s', (id) => {
  const { bad, good, exception } = ledgerCases[id]!;
  const inputs = inputsOf({ files: {}, before: {}, says: [] });

  it('and no other is broken by its bad case', async () => {
    const { findings } = await checkCovenant({ ...inputs, ...(await bad()) }, { rules: RULES });
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set([id]));
    expect(findings.filter(({ cannotTell }) => cannotTell)).toEqual([]);
  });

  it('is held by its good case, as the others are', async () => {
    const { findings, rules } = await checkCovenant({ ...inputs, ...(await good()) }, { rules: RULES });
    expect(findings).toEqual([]);
    expect(rules.find(({ rule }) => rule === id)?.outcome).toBe('held');
  });

  it('is excepted where the configuration says so', async () => {
    const config = {
      ...inputs.config,
      exceptions: [{ rule: id, ...exception, reason: 'known', until: '2027-06-30' }],
    };
    const { findings, excepted } = await checkCovenant(
      { ...inputs, ...(await bad()), config },
      { rules: RULES },
    );
    expect(findings).toEqual([]);
    expect(excepted.length).toBeGreaterThan(0);
  });
});
