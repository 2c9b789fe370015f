import { formatTime } from '../../../core/common/clock.ts';
import { ApiError, invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Fields } from '../http/fields.ts';
import { paginate } from '../http/paginate.ts';
import { created, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { listRefs } from '../git/refs.ts';
import { resolveCommit } from '../refs/resolve-commit.ts';
import { renderAnnotation, renderCheckRun, renderCheckSuiteFull, suiteOutcome } from '../render/check-run.ts';
import type { Schema } from '../render/schema.ts';
import type { CheckAction, CheckAnnotation, CheckRun } from '../state/check-run.ts';
import { CHECK_CONCLUSIONS, CHECK_STATUSES, type CheckSuite } from '../state/check-run.ts';
import { checkSuiteOf } from '../state/check-suite-of.ts';
import { checkRunPayload, checkSuitePayload } from '../webhooks/check-payload.ts';
import type { RaisedEvent } from '../webhooks/events.ts';

/** GitHub takes no more annotations in one request. */
const MAX_ANNOTATIONS = 50;

/** GitHub takes no longer summary, in characters. */
const MAX_SUMMARY = 65_535;

const MAX_ACTIONS = 3;
/** The longest members of a button, in characters. */
const MAX_BUTTON = { label: 20, description: 40, identifier: 20 } as const;

function annotation(fields: Fields): CheckAnnotation {
  const line = (name: string): number => {
    const number = fields.integer(name);
    if (number === undefined) throw invalid('CheckRun', name, 'missing_field');
    return number;
  };
  const [startLine, endLine] = [line('start_line'), line('end_line')];
  if (fields.has('start_column') && startLine !== endLine) throw invalid('CheckRun', 'start_column');
  return {
    ...{ path: fields.string('path'), startLine, endLine },
    startColumn: fields.integer('start_column') ?? null,
    endColumn: fields.integer('end_column') ?? null,
    level:
      fields.oneOf('annotation_level', ['notice', 'warning', 'failure']) ?? fields.string('annotation_level'),
    title: fields.optionalString('title') ?? null,
    message: fields.string('message'),
  };
}

function buttons(actions: readonly Fields[]): CheckAction[] {
  if (actions.length > MAX_ACTIONS) throw invalid('CheckRun', 'actions');
  const member = (fields: Fields, name: keyof typeof MAX_BUTTON): string => {
    const text = fields.string(name);
    if (text.length > MAX_BUTTON[name]) throw invalid('CheckRun', `actions.${name}`);
    return text;
  };
  return actions.map((fields) => ({
    label: member(fields, 'label'),
    description: member(fields, 'description'),
    identifier: member(fields, 'identifier'),
  }));
}

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
  const actions = fields.objects('actions');
  if (actions !== undefined) run.actions = buttons(actions);
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
  run.annotations.push(...annotations.map(annotation));
  const summary = output.string('summary');
  if (summary.length > MAX_SUMMARY) throw invalid('CheckRun', 'summary', 'custom', 'It is too long');
  run.output = {
    title: output.optionalString('title') ?? run.output.title,
    summary,
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

/** Whether no later run of the same suite has the same name. */
const isLatest = (run: CheckRun, at: number, all: readonly CheckRun[]): boolean =>
  !all.slice(at + 1).some(({ name, suite }) => name === run.name && suite === run.suite);

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

/** Asks the app of a suite, and no other, for what it gives anew. */
function ask(call: Call, suite: CheckSuite, event: Pick<RaisedEvent, 'name' | 'payload'>): void {
  const { hub, actor, repository } = call;
  const only = hub.state.installationsOn(repository.owner).find(({ app }) => app === suite.app);
  if (only !== undefined) hub.events.raise({ ...event, actor, repository, only });
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
      actions: [],
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

  route(
    'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
    repository('checks:read'),
    (call) => {
      const run = runOf(call);
      const { items, headers } = paginate(call, run.annotations);
      return ok(
        items.map((each) => renderAnnotation(call.hub, call.repository, run, each)),
        headers,
      );
    },
  ),

  // A person's button, which an app may press too.
  route(
    'POST /repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest',
    repository('checks:write'),
    async (call) => {
      const run = runOf(call);
      const payload = await checkRunPayload(call.hub, call.repository, run, 'rerequested');
      ask(call, run.suite, { name: 'check_run', payload });
      return created({});
    },
  ),

  route(
    'POST /repos/{owner}/{repo}/check-suites/{check_suite_id}/rerequest',
    repository('checks:write'),
    async (call) => {
      const { hub, repository } = call;
      const id = call.id('check_suite_id');
      const suite = repository.checkSuites.find((one) => one.id === id);
      if (suite === undefined) throw notFound();
      const payload = await checkSuitePayload(hub, repository, suite, 'rerequested', null);
      ask(call, suite, { name: 'check_suite', payload });
      return created({});
    },
  ),

  route('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', repository('checks:read'), async (call) => {
    const { hub, repository } = call;
    const sha = await shaOf(call);
    const name = call.query('check_name');
    const app = call.query('app_id');
    const all = repository.checkRuns.filter(
      ({ suite, name: own }) =>
        suite.headSha === sha &&
        (name === undefined || own === name) &&
        (app === undefined || app === String(suite.app.id)),
    );
    const runs = call.query('filter') === 'all' ? all : all.filter(isLatest);
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
