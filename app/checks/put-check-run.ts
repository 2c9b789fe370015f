import { sha256Hex } from '../../core/common/bytes.ts';
import { findOrMake, NO_RETRY } from '../../core/github/find-or-make.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { type CheckAnnotation, type CheckOutput, type Conclusion, SET_ASIDE } from './check-output.ts';
import { type CheckKey, CHECK_NAME, externalId, isFailed, isOfKey } from './check-run-key.ts';
import { type CheckRunAnswer, type CheckRunLister, ownCheckRuns } from './own-check-runs.ts';

type Once = Readonly<{ request: { retries: number } }>;

/** GitHub takes a label of 20 characters, a description of 40 and an identifier of 20. */
export type Button = Readonly<{ label: string; description: string; identifier: string }>;

type Update = Readonly<{
  check_run_id: number;
  external_id?: string;
  status: 'in_progress' | 'completed';
  conclusion?: Conclusion;
  output?: { title: string; summary: string; annotations?: CheckAnnotation[] };
  actions?: Button[];
}>;

export interface CheckRunWriter extends CheckRunLister {
  readonly rest: {
    readonly checks: CheckRunLister['rest']['checks'] & {
      readonly get: (
        parameters: RepositoryName & { check_run_id: number },
      ) => Promise<{ data: CheckRunAnswer }>;
      readonly create: (
        parameters: RepositoryName &
          Once & { name: string; head_sha: string; external_id: string; status: 'in_progress' },
      ) => Promise<{ data: CheckRunAnswer }>;
      readonly update: (parameters: RepositoryName & Once & Update) => Promise<{ data: CheckRunAnswer }>;
    };
  };
}

/** GitHub takes no more annotations in one request, and appends those of each. */
const PER_REQUEST = 50;

/** Of one that says nothing of what was looked at. */
const isEmpty = ({ conclusion, external_id }: CheckRunAnswer): boolean =>
  conclusion === SET_ASIDE || isFailed(external_id);

/**
 * The check run of a key on a commit: the newest that is there, finished or not, or a new one. Others of the same subject that are
 * open there are ended: those of another merge, and doubles, which come about where GitHub does not show at once what was just made.
 */
export async function openCheckRun(
  client: CheckRunWriter,
  appId: number,
  repository: RepositoryName,
  commit: string,
  key: CheckKey,
): Promise<CheckRunAnswer> {
  // One that is open goes on for the key that it was begun for.
  const isOwn = ({ external_id: id }: CheckRunAnswer): boolean => id?.startsWith(externalId(key)) === true;
  const { thing } = await findOrMake(
    async () => {
      const runs = await ownCheckRuns(client, appId, repository, commit, key.subject);
      const [ofKey, others] = [
        runs.filter(({ external_id: id }) => isOfKey(id, key)),
        runs.filter(({ external_id: id }) => !isOfKey(id, key)),
      ];
      const [standing] = ofKey
        .filter((run) => !isEmpty(run) && (run.status === 'completed' || isOwn(run)))
        .sort((a, b) => b.id - a.id);
      const doubles = ofKey.filter((run) => isOwn(run) && run !== standing);
      await setAside(client, repository, [...others, ...doubles], 'Superseded', 'Another look was taken.');
      return standing;
    },
    async () => {
      const { data } = await client.rest.checks.create({
        ...repository,
        name: CHECK_NAME,
        head_sha: commit,
        external_id: externalId(key),
        status: 'in_progress',
        ...NO_RETRY,
      });
      return data;
    },
  );
  return thing;
}

/**
 * Says `output` in a check run that is open, as many requests as its annotations take, the last of which completes it. Of one
 * that an earlier attempt has begun to fill with the same annotations it goes on; false, and nothing is added, where they were
 * others: GitHub takes none back.
 */
async function completeCheckRun(
  client: CheckRunWriter,
  repository: RepositoryName,
  run: CheckRunAnswer,
  key: CheckKey,
  { conclusion, title, summary, annotations }: CheckOutput,
  actions: readonly Button[],
): Promise<boolean> {
  const { checks } = client.rest;
  const id = `${externalId(key)}${sha256Hex(JSON.stringify(annotations)).slice(0, 16)}`;
  let shown = run.output.annotations_count;
  if (shown > 0 && run.external_id !== id) return false;
  for (let isOpen = true; isOpen;) {
    const part = annotations.slice(shown, shown + PER_REQUEST);
    const after = shown + part.length;
    isOpen = after < annotations.length;
    await findOrMake(
      async () => {
        const { data } = await checks.get({ ...repository, check_run_id: run.id });
        return (isOpen ? data.output.annotations_count >= after : data.status === 'completed') || undefined;
      },
      async () => {
        const update = {
          ...repository,
          check_run_id: run.id,
          external_id: id,
          output: { title, summary, annotations: part },
          ...NO_RETRY,
        };
        await (isOpen
          ? checks.update({ ...update, status: 'in_progress' })
          : checks.update({ ...update, status: 'completed', conclusion, actions: [...actions] }));
        return true;
      },
    );
    shown = after;
  }
  return true;
}

/** Ends those of `runs` that are open without a verdict: others took their place, or are to. */
export async function setAside(
  client: CheckRunWriter,
  repository: RepositoryName,
  runs: readonly CheckRunAnswer[],
  title: string,
  summary: string,
): Promise<void> {
  for (const { id, status } of runs) {
    if (status === 'completed') continue;
    await client.rest.checks.update({
      ...repository,
      check_run_id: id,
      status: 'completed',
      conclusion: SET_ASIDE,
      output: { title, summary },
      ...NO_RETRY,
    });
  }
}

/**
 * Says `output` in `run`, or in a new one where an earlier attempt has said something else in it already. `actions` are the
 * buttons beside it.
 */
export async function sayCheck(
  client: CheckRunWriter,
  appId: number,
  repository: RepositoryName,
  run: CheckRunAnswer,
  key: CheckKey,
  output: CheckOutput,
  actions: readonly Button[] = [],
): Promise<void> {
  if (await completeCheckRun(client, repository, run, key, output, actions)) return;
  await setAside(client, repository, [run], 'Begun anew', 'What there is to say has changed meanwhile.');
  const fresh = await openCheckRun(client, appId, repository, run.head_sha, key);
  await completeCheckRun(client, repository, fresh, key, output, actions);
}
