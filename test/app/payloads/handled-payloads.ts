import type { Payload, RealPayload } from './real-payloads.ts';

/** Real payloads, changed as little as it takes to have the app `appId` act on them. */
export function handledPayloads(all: readonly RealPayload[], appId: number): RealPayload[] {
  const handled = ['push', 'issue_comment', 'issues', 'pull_request', 'check_suite', 'check_run', 'release'];
  return all.flatMap((real) => {
    const { event, payload } = real;
    const { installation } = payload;
    if (installation === undefined || !handled.includes(event)) return [];
    const acted: Payload =
      event === 'push'
        ? { ...payload, ref: 'refs/heads/ledger' }
        : event === 'issue_comment' || event === 'issues'
          ? { ...payload, ...commanded(payload) }
          : payload.check_suite
            ? { ...payload, check_suite: { ...payload.check_suite, app: { id: appId } } }
            : payload.check_run
              ? { ...payload, check_run: { ...payload.check_run, ...CHECK, app: { id: appId } } }
              : payload;
    return [{ ...real, payload: acted }];
  });
}

const CHECK = { name: 'VaultMesh covenant', external_id: 'covenant pull=2 base=none run=first ' };

/** The comment or the issue, as a command of who wrote it. */
const commanded = ({ comment, issue }: Payload): object =>
  comment === undefined
    ? { issue: { ...(issue as object), body: '### /help: Command\n\n_No response_' } }
    : { comment: { ...(comment as object), body: '/help' } };
