import type { Receipt } from '../../../receipt/index.ts';
import type { CovenantContext } from '../../covenant-context.ts';
import type { Found } from '../../found.ts';
import type { LedgerRecord } from '../../ledger/context-ledger.ts';
import { withLedger } from '../../ledger/with-ledger.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { told } from '../../ledger/told.ts';

/** What runs somewhere is something that was released on the record. */
export const deploymentsRecorded: RepositoryRule = {
  id: 'VM-IV-02',
  title: 'Deployments name a recorded artifact',
  severity: 'medium',
  level: 'warn',
  since: 1,
  fixable: false,
  kind: 'repository',
  check,
};

function check(context: CovenantContext): Promise<RepositoryAnswer> {
  return withLedger(context, async (ledger) => {
    const records = await ledger.records();
    const deployments = records.filter(({ receipt }) => receipt.kind === 'deployment');
    if (deployments.length === 0) return { notApplicable: 'the ledger has no deployment' };
    const releases = records.filter(({ receipt }) => receipt.kind === 'release');
    const digests = new Set(releases.flatMap(({ receipt }) => receipt.subjects.map(({ sha256 }) => sha256)));
    const names = new Set(releases.flatMap(namesOf));
    return deployments.flatMap(({ index, receipt }): Found[] => {
      if (linksOf(receipt).some((target) => names.has(target))) return [];
      const strange = receipt.subjects.filter(({ sha256 }) => !digests.has(sha256));
      if (receipt.subjects.length > 0 && strange.length === 0) return [];
      return [{ message: told(`${whatOf(index, receipt)} ${whatIsWrong(strange)}.`), remedy: REMEDY }];
    });
  });
}

/** What a link can name a release by: its operation, its receipt, its kind with component and version. */
const namesOf = ({ receipt: { id, component, version }, digest }: LedgerRecord): string[] => [
  id,
  digest,
  `release/${component}/${version}`,
];

/** What a deployment says it is of, beside its artifacts; one that names none is of the release of its component and version. */
const linksOf = ({ component, version, subjects, links = [] }: Receipt): string[] => [
  ...links.map(({ target }) => target),
  ...(subjects.length === 0 ? [`release/${component}/${version}`] : []),
];

const whatOf = (index: number, { id }: Receipt): string => `The deployment ${id} (entry ${index})`;

function whatIsWrong(strange: Receipt['subjects']): string {
  const [first, ...others] = strange;
  if (first === undefined) return 'names no artifact, and no release on the ledger has its version';
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `names ${first.name} (SHA-256 ${first.sha256})${more}, which no release on the ledger has`;
}

const REMEDY =
  'Record the release that it was built as (`vaultmesh record release FILE --component NAME --version VERSION --repository OWNER/REPO --log-key KEY-FILE`), and deploy what was released.';
