import { formatTime } from '../../../core/common/clock.ts';
import { ApiError, invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Fields } from '../http/fields.ts';
import { paginate } from '../http/paginate.ts';
import { created, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { listRefs } from '../git/refs.ts';
import { resolveCommit } from '../refs/resolve-commit.ts';
import { renderCheckRun, renderCheckSuiteFull, suiteOutcome } from '../render/check-run.ts';
import type { Schema } from '../render/schema.ts';
import type { CheckRun } from '../state/check-run.ts';
import { CHECK_CONCLUSIONS, CHECK_STATUSES } from '../state/check-run.ts';
import { checkSuiteOf } from '../state/check-suite-of.ts';
import { checkRunPayload, checkSuitePayload } from '../webhooks/check-payload.ts';

/** GitHub takes no more annotations in one request. */
const MAX_ANNOTATIONS = 50;

/** Writes what the body says into a run. Throws 422 where GitHub does. */
function apply(call: Call, run: CheckRun, fields: Fields): void {
  const now = formatTime(call.hub.clock());
  run.name = fields.optionalString('name') ?? run.name;
  run.detailsUrl = fields.optionalString('details_url') ?? run.detailsUrl;
  run.externalId = fields.optionalString('external_id') ?? run.externalId;
  run.startedAt = fields.optionalString('started_at') ?? run.startedAt;
  const conclusion = fields.oneOf('conclusion', CHECK_CONCLUSIONS);
  run.status = fields.oneOf('status', CHECK_STATUSES) ?? run.status;
  if (conclusion !== undefined) {
    run.status = 'completed';
    run.conclusion = conclusion;
    run.completedAt = fields.optionalString('completed_at') ?? now;
  }
  if (run.status === 'completed' && run.conclusion === null)
    throw invalid('CheckRun', 'conclusion', 'missing_field');
  const output = fields.object('output');
  if (output === undefined) return;
  const annotations = output.objects('annotations') ?? [];
  if (annotations.length > MAX_ANNOTATIONS) {
    throw invalid(
      'CheckRun',
      'annotations',
      'custom',
      `No more than ${MAX_ANNOTATIONS} annotations a request`,
    );
  }
  run.annotations.push(...annotations);
  run.output = {
    title: output.optionalString('title') ?? run.output.title,
    summary: output.optionalString('summary') ?? run.output.summary,
    text: output.optionalString('text') ?? run.output.text,
  };
}

async function announce(call: Call, run: CheckRun, action: 'created' | 'completed'): Promise<void> {
  const { hub, actor, repository } = call;
  const payload = await checkRunPayload(hub, repository, run, action);
  hub.events.raise({ name: 'check_run', payload, actor, repository });
  if (action === 'created' || suiteOutcome(repository, run.suite).status !== 'completed') return;
  const suite = await checkSuitePayload(hub, repository, run.suite, 'completed', null);
  hub.events.raise({ name: 'check_suite', payload: suite, actor, repository });
}

function runOf(call: Call): CheckRun {
  const id = call.id('check_run_id');
  const run = call.repository.checkRuns.find((one) => one.id === id);
  if (run === undefined) throw notFound();
  return run;
}

async function shaOf(call: Call): Promise<string> {
  const sha = await resolveCommit(call.repository, call.param('ref'));
  if (sha === undefined) throw new ApiError(422, `No commit found for SHA: ${call.param('ref')}`);
  return sha;
}

/** Check runs and suites. Only apps may write them. */
export const checkRoutes = [
  route('POST /repos/{owner}/{repo}/check-runs', repository('checks:write'), async (call) => {
    const { hub, actor, repository } = call;
    if (actor.kind !== 'installation') {
      throw new ApiError(403, 'You must authenticate via a GitHub App.');
    }
    const fields = call.fields('CheckRun');
    const sha = await resolveCommit(repository, fields.string('head_sha'));
    if (sha === undefined) throw invalid('CheckRun', 'head_sha', 'custom', 'No commit found for SHA');
    const heads = await listRefs(repository.gitDirectory, 'refs/heads/');
    const branch = heads.find((ref) => ref.oid === sha)?.name.slice('refs/heads/'.length) ?? null;
    const run: CheckRun = {
      id: hub.state.nextId(),
      suite: checkSuiteOf(hub, repository, actor.app, sha, branch),
      name: fields.string('name'),
      externalId: null,
      detailsUrl: null,
      status: 'queued',
      conclusion: null,
      startedAt: formatTime(hub.clock()),
      completedAt: null,
      output: { title: null, summary: null, text: null },
      annotations: [],
    };
    apply(call, run, fields);
    repository.checkRuns.push(run);
    await announce(call, run, 'created');
    if (run.status === 'completed') await announce(call, run, 'completed');
    const body: Schema<'check-run'> = renderCheckRun(hub, repository, run);
    return created(body);
  }),

  route('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', repository('checks:write'), async (call) => {
    const { hub, actor, repository } = call;
    const run = runOf(call);
    if (actor.kind !== 'installation' || actor.app !== run.suite.app) {
      throw new ApiError(
        403,
        `Invalid app_id \`${run.suite.app.id}\` - check run can only be modified by the GitHub App that created it.`,
      );
    }
    const before = run.status;
    apply(call, run, call.fields('CheckRun'));
    if (run.status === 'completed' && before !== 'completed') await announce(call, run, 'completed');
    const body: Schema<'check-run'> = renderCheckRun(hub, repository, run);
    return ok(body);
  }),

  route('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', repository('checks:read'), (call) => {
    const body: Schema<'check-run'> = renderCheckRun(call.hub, call.repository, runOf(call));
    return ok(body);
  }),

  route('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', repository('checks:read'), async (call) => {
    const { hub, repository } = call;
    const sha = await shaOf(call);
    const name = call.query('check_name');
    const runs = repository.checkRuns.filter(
      (run) => run.suite.headSha === sha && (name === undefined || run.name === name),
    );
    const { items, headers } = paginate(call, runs.reverse());
    const check_runs: Schema<'check-run'>[] = items.map((run) => renderCheckRun(hub, repository, run));
    return ok({ total_count: runs.length, check_runs }, headers);
  }),

  route('GET /repos/{owner}/{repo}/commits/{ref}/check-suites', repository('checks:read'), async (call) => {
    const { hub, repository } = call;
    const sha = await shaOf(call);
    const suites = repository.checkSuites.filter((suite) => suite.headSha === sha);
    const { items, headers } = paginate(call, suites);
    const check_suites: Schema<'check-suite'>[] = await Promise.all(
      items.map((suite) => renderCheckSuiteFull(hub, repository, suite)),
    );
    return ok({ total_count: suites.length, check_suites }, headers);
  }),
];
