import { mapAtMost } from '../../../../common/map-at-most.ts';
import type { CovenantContext } from '../../covenant-context.ts';
import type { Found } from '../../found.ts';
import type { ContextLedger } from '../../ledger/context-ledger.ts';
import { withLedger } from '../../ledger/with-ledger.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { evidenceJudge } from './releases/evidence-judge.ts';
import { evidenceOfRecord, evidencePaths, type RecordEvidence } from './releases/evidence-of-record.ts';
import { type CompletedRecord, type ReleaseOnLedger, releasesSince } from './releases/recorded-release.ts';
import { releaseRemedy } from './releases/release-remedy.ts';
import { told } from '../../ledger/told.ts';

/** Since the repository has a ledger, nothing is released past it. */
export const releasesProven: RepositoryRule = {
  id: 'VM-IV-01',
  title: 'Each release since adoption has receipt, signature, time-stamp and inclusion',
  severity: 'high',
  level: 'enforce',
  since: 1,
  fixable: false,
  kind: 'repository',
  check,
};

/** Releases whose evidence is in memory at once. */
const AT_ONCE = 64;

async function check(context: CovenantContext): Promise<RepositoryAnswer> {
  const { releases, config, clock } = context;
  return withLedger(context, async (ledger) => {
    if (releases === undefined) return [RELEASES_NOT_HAD];
    const adoption = await ledger.adoption();
    if (adoption === undefined) return { notApplicable: 'the ledger has no entry yet' };
    const since = releasesSince(releases, config.releases, adoption, await ledger.records());
    if (since.length === 0)
      return { notApplicable: 'there is no release since the first entry of the ledger' };
    const found: Found[] = since.filter(({ records }) => records.length === 0).map(notRecorded);
    return [...found, ...(await judgeAll(ledger, since, clock()))];
  });
}

async function judgeAll(
  ledger: ContextLedger,
  releases: readonly ReleaseOnLedger[],
  at: Date,
): Promise<Found[]> {
  const judge = evidenceJudge(at);
  const open = releases.flatMap(({ name, records }) => records.map((record) => ({ name, record })));
  const found: Found[] = [];
  for (let first = 0; first < open.length; first += AT_ONCE) {
    const some = open.slice(first, first + AT_ONCE);
    const files = await ledger.source.read(some.flatMap(({ record }) => evidencePaths(record)));
    const judged = await mapAtMost(AT_ONCE, some, async ({ name, record }) =>
      foundIn(name, record, await evidenceOfRecord(record, files, judge)),
    );
    found.push(...judged.filter((each) => each !== undefined));
  }
  return found;
}

function foundIn(name: string, record: CompletedRecord, evidence: RecordEvidence): Found | undefined {
  const { unsigned, unstamped, faults, open } = evidence;
  const what = `The release ${name} (entry ${record.index})`;
  const lacks = [
    ...(record.receipt.subjects.length === 0 ? ['names no artifact'] : []),
    ...(unsigned.length === 0 ? [] : [`has no signature over ${listed(unsigned)}`]),
    ...(unstamped.length === 0 ? [] : [`has no time-stamp over ${listed(unstamped)}`]),
  ];
  if (lacks.length + faults.length > 0) {
    const first =
      lacks.length === 0 ? `${what} has evidence that does not hold.` : `${what} ${lacks.join(' and ')}.`;
    return { message: told([first, ...faults].join(' ')), remedy: releaseRemedy(record.receipt, evidence) };
  }
  if (open.length === 0) return undefined;
  return {
    message: told(`${what} has evidence that cannot be checked. ${open.join(' ')}`),
    remedy: 'Verify the artifact itself with `vaultmesh verify FILE --trust TRUST-FILE`.',
    cannotTell: true,
  };
}

const notRecorded = ({ name }: ReleaseOnLedger): Found => ({
  message: told(`The release ${name} has no entry on the ledger.`),
  remedy:
    'Record it with `vaultmesh record release FILE --component NAME --version VERSION --repository OWNER/REPO --log-key KEY-FILE`, and see why its workflow did not.',
});

const RELEASES_NOT_HAD: Found = {
  message: 'The releases of the repository could not be read.',
  remedy: 'Fetch the tags, or let the check reach the repository.',
  cannotTell: true,
};

const SHOWN = 3;

const listed = (names: readonly string[]): string =>
  names.length <= SHOWN
    ? names.join(', ')
    : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;
