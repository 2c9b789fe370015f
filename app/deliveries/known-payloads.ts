import { schemaCheck } from '../../core/common/json-schema.ts';

/** An object with at least these members. */
const having = (properties: Readonly<Record<string, object>>): object => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
/** The same where GitHub may have nothing: an account that was deleted, an app that is gone. */
const havingOrNull = (properties: Readonly<Record<string, object>>): object => ({
  ...having(properties),
  type: ['object', 'null'],
});
const text = (pattern: string): object => ({ type: 'string', pattern });

const ANY_TEXT = { type: 'string' };
const TEXT_OR_NULL = { type: ['string', 'null'] };
const FLAG = { type: 'boolean' };
const NUMBER = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const COMMIT = text('^([0-9a-f]{40}|[0-9a-f]{64})$');
const COMMIT_OR_NULL = { ...COMMIT, type: ['string', 'null'] };
const TIME = text('^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)$');
const TIME_OR_NULL = { ...TIME, type: ['string', 'null'] };
const ADDRESS = text('^https?://[^\\s<>"]{1,2000}$');
const ADDRESS_OR_NULL = { ...ADDRESS, type: ['string', 'null'] };
const REF = text('^[^\\s]{1,1000}$');
/** What goes into the path of a call is never `.` or `..`, which an address would swallow. */
const LOGIN = text('^[A-Za-z0-9_-]{1,100}(\\[bot\\])?$');
const NAME = text('^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$');
const FULL_NAME = text('^[A-Za-z0-9_-]{1,100}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$');

const ACCOUNT = { login: LOGIN, type: ANY_TEXT };
const PERSON = having({ ...ACCOUNT, id: NUMBER });
const REPOSITORY = { id: NUMBER, name: NAME, full_name: FULL_NAME, owner: having(ACCOUNT) };
/** Without an installation there is nobody as whom the app could act. */
const about = (members: Readonly<Record<string, object>>): object =>
  having({ installation: having({ id: NUMBER }), repository: having(REPOSITORY), ...members });

const CHANGED = about({ number: NUMBER, pull_request: having({ head: having({ sha: COMMIT }) }) });
const INSTALLED = {
  installation: having({
    id: NUMBER,
    account: { type: ['object', 'null'], properties: { login: LOGIN, type: ANY_TEXT } },
  }),
};
const SUITE = about({
  check_suite: having({
    app: having({ id: NUMBER }),
    head_sha: COMMIT,
    head_branch: TEXT_OR_NULL,
    pull_requests: {
      type: 'array',
      items: having({ number: NUMBER, base: having({ repo: having({ id: NUMBER }) }) }),
    },
  }),
});
const OF_SUITE = { check_suite: having({ head_branch: TEXT_OR_NULL }) };
/** Of every check run that this app puts; others may have none. */
const OF_RECORD = {
  type: 'object',
  properties: { details_url: ADDRESS_OR_NULL, started_at: TIME, completed_at: TIME_OR_NULL },
};
const RUN = {
  id: NUMBER,
  name: ANY_TEXT,
  head_sha: COMMIT,
  external_id: TEXT_OR_NULL,
  app: havingOrNull({ id: NUMBER }),
};

/** What the handlers read of each event that they handle, and nothing else of it. */
const SCHEMAS: Readonly<Record<string, object>> = {
  'installation.created': having(INSTALLED),
  'installation.new_permissions_accepted': having(INSTALLED),
  'installation_repositories.added': having({
    ...INSTALLED,
    repositories_added: { type: 'array', items: having({ name: ANY_TEXT }) },
  }),
  'issue_comment.created': about({
    issue: having({ number: NUMBER }),
    comment: having({
      id: NUMBER,
      body: ANY_TEXT,
      created_at: TIME,
      html_url: ADDRESS,
      user: havingOrNull({ id: NUMBER }),
    }),
    sender: PERSON,
  }),
  'issues.opened': about({
    issue: having({
      id: NUMBER,
      number: NUMBER,
      body: TEXT_OR_NULL,
      created_at: TIME,
      html_url: ADDRESS,
      user: havingOrNull({ id: NUMBER }),
    }),
    sender: PERSON,
  }),
  'pull_request.opened': CHANGED,
  'pull_request.reopened': CHANGED,
  'pull_request.synchronize': { allOf: [CHANGED, having({ before: COMMIT })] },
  'pull_request.edited': about({
    number: NUMBER,
    pull_request: having({ title: ANY_TEXT, body: TEXT_OR_NULL, head: having({ sha: COMMIT }) }),
    changes: {
      type: 'object',
      properties: {
        title: having({ from: ANY_TEXT }),
        body: { type: 'object', properties: { from: TEXT_OR_NULL } },
        base: having({ sha: having({ from: COMMIT }) }),
      },
    },
  }),
  'merge_group.checks_requested': about({
    repository: having({ ...REPOSITORY, default_branch: REF }),
    merge_group: having({ head_sha: COMMIT, base_sha: COMMIT, head_ref: REF }),
  }),
  'pull_request.closed': about({
    repository: having({ ...REPOSITORY, default_branch: REF }),
    pull_request: having({
      number: NUMBER,
      html_url: ADDRESS,
      merged: FLAG,
      merge_commit_sha: COMMIT_OR_NULL,
      user: havingOrNull(ACCOUNT),
      merged_by: havingOrNull(ACCOUNT),
      closed_at: TIME,
      head: having({ sha: COMMIT }),
      base: having({ ref: REF }),
    }),
    sender: PERSON,
  }),
  'check_suite.requested': SUITE,
  'check_suite.rerequested': SUITE,
  'check_run.rerequested': about({ check_run: { allOf: [having({ ...RUN, ...OF_SUITE }), OF_RECORD] } }),
  'check_run.requested_action': about({
    check_run: { allOf: [having(RUN), OF_RECORD] },
    requested_action: having({ identifier: ANY_TEXT }),
    sender: PERSON,
  }),
  'workflow_run.completed': about({
    repository: having({ ...REPOSITORY, default_branch: REF }),
    workflow: havingOrNull({ path: ANY_TEXT }),
    workflow_run: having({
      event: ANY_TEXT,
      head_branch: TEXT_OR_NULL,
      display_title: ANY_TEXT,
      conclusion: TEXT_OR_NULL,
      html_url: ADDRESS,
    }),
  }),
  'release.published': about({
    release: having({
      tag_name: REF,
      draft: FLAG,
      prerelease: FLAG,
      published_at: TIME_OR_NULL,
      author: havingOrNull(ACCOUNT),
    }),
  }),
  push: about({ ref: ANY_TEXT }),
};

/** Each event that a handler answers, with a check of a payload: what is wrong with it, or `undefined`. */
export const KNOWN_PAYLOADS: ReadonlyMap<string, (payload: unknown) => string | undefined> = new Map(
  Object.entries(SCHEMAS).map(([event, schema]) => [event, schemaCheck(schema)]),
);
