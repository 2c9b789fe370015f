import type { ProbotOctokit } from 'probot';
import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { markdownText } from '../../core/common/markdown-text.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { owedFor } from '../../core/remembrancer/release/backfill/index.ts';
import { tellRelease } from '../commands/verify.ts';
import { contentOfFile, type FoundRelease } from '../github/release-of-tag.ts';
import { type Judge, judgeBy } from '../memory/judge-file.ts';
import { conclusionOfFile } from '../memory/show-verdict.ts';
import { verifyRelease } from '../memory/verify-release.ts';
import { withKnownLedger } from '../memory/with-known-ledger.ts';
import { recorded } from '../recording/start-record.ts';
import type { Services } from '../services.ts';
import { otherThanRecorded } from './other-than-recorded.ts';
import { BACKFILL, RECORD, type RecordVerdict } from './record-check.ts';
import { recordOfRelease } from './record-of-release.ts';

/** A release, and the run of the record workflow that was last for it. */
export interface RecordedRelease {
  readonly repository: RepositoryName;
  readonly release: FoundRelease;
  readonly commit: string;
  readonly run: string;
  /** Whether that run was to record it and did not come to its end. */
  readonly hasFailed: boolean;
}

/** What there is to say of the record of a release, by the ledger as it is now. A ledger that cannot be read is a verdict too. */
export async function lookAtRecord(
  client: ProbotOctokit,
  asked: RecordedRelease,
  services: Services,
): Promise<RecordVerdict> {
  const { config, clock } = services;
  try {
    return await withKnownLedger({ client, comment: asked, services }, (ledger) =>
      verdictOf(client, asked, judgeBy(ledger, config.witness.verifierKey, clock)),
    );
  } catch (error) {
    if (!(error instanceof VaultMeshError) || !ABOUT_LEDGER.includes(error.code)) throw error;
    const title = `The release ${asked.release.tag} is not known to be recorded`;
    const summary = told(asked, [error.message]);
    return asked.hasFailed
      ? { conclusion: 'failure', title, summary, actions: [RECORD] }
      : { conclusion: 'neutral', title, summary, actions: [] };
  }
}

const ABOUT_LEDGER: readonly string[] = ['not-found', 'conflict', 'usage', 'policy'];

async function verdictOf(
  client: ProbotOctokit,
  asked: RecordedRelease,
  judge: Judge,
): Promise<RecordVerdict> {
  const { repository, release, commit, hasFailed } = asked;
  const { tag } = release;
  const record = await recordOfRelease(judge.ledger, tag, commit);
  if (record === undefined) {
    const why = 'The ledger has no record of it. The page of the run says what stopped it.';
    const title = `The release ${tag} is not recorded`;
    return { conclusion: 'failure', title, summary: told(asked, [why]), actions: [RECORD] };
  }
  const judged = await verifyRelease(judge, release, (file) => contentOfFile(client, repository, file));
  const names = judged.files.map(({ name }) => name);
  const { wrong, unnamed, gone } = otherThanRecorded(record, release, names, commit);
  const lines = [
    ...[
      ...(wrong === undefined ? [] : [wrong]),
      ...gone.map((name) => `${name} was recorded, and the release has it no more.`),
      ...release.unfinished.map((name) => `The upload of ${name} has not ended.`),
    ].flatMap((sentence) => [markdownText(sentence), '']),
    recorded(`${new URL(asked.run).origin}/${fullName(repository)}`, record.id, record.index),
    '',
    tellRelease(judge, release, judged),
  ];
  const isWrong = wrong !== undefined || judged.files.some((file) => conclusionOfFile(file) === 'invalid');
  const unrecorded = judged.files.filter(
    (file) => unnamed.includes(file.name) || conclusionOfFile(file) !== 'recorded',
  );
  const others = unrecorded.length + release.unfinished.length;
  const { store, head } = judge.ledger;
  const owed = await owedFor(store, head, record.index);
  const backfill = owed.length === 0 ? [] : [BACKFILL];
  if (isWrong || hasFailed) {
    const title = isWrong
      ? `The release ${tag} is not what was recorded`
      : `The release ${tag} is recorded, and its run failed after that`;
    const actions = hasFailed ? [RECORD, ...backfill] : backfill;
    return { conclusion: 'failure', title, summary: told(asked, lines), actions };
  }
  if (owed.length > 0) {
    const title = `The release ${tag} is recorded without ${owed.join(', ')}`;
    const why = `A service was down, so ${owed.join(', ')} is still owed. **Backfill** asks for it again.`;
    return { conclusion: 'neutral', title, summary: told(asked, [why, '', ...lines]), actions: backfill };
  }
  const but = [
    ...(others > 0 ? [`not ${counted(others, 'file')} of it`] : []),
    ...(gone.length > 0 ? [`it lacks ${counted(gone.length, 'file')} of the record`] : []),
    ...(others === 0 && judged.notes.length > 0 ? ['not everything of it was looked at'] : []),
  ];
  const title = [`The release ${tag} is recorded`, ...but].join(', but ');
  const conclusion = but.length === 0 ? 'success' : 'neutral';
  return { conclusion, title, summary: told(asked, lines), actions: [] };
}

const told = ({ run }: RecordedRelease, lines: readonly string[]): string =>
  [...lines, '', `The last [run of the record workflow](${run}) for it.`].join('\n');
