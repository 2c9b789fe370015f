import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A webhook that GitHub once sent, as its documentation or an Enterprise Server has it. */
export interface RealPayload {
  /** `api.github.com` or `ghes-31` to `ghes-35`, and which one of its event. */
  readonly source: string;
  readonly event: string;
  readonly payload: Payload;
}

/** What the tests read of payloads. */
export interface Payload extends Readonly<Record<string, unknown>> {
  readonly action?: string;
  readonly number?: number;
  readonly installation?: { readonly id: number };
  readonly repository?: { readonly id: number; readonly full_name: string };
  readonly pull_request?: PullRequest;
  readonly check_suite?: {
    readonly app?: { readonly id: number };
    readonly pull_requests?: readonly PullRequest[];
  };
  readonly check_run?: { readonly app?: { readonly id: number } };
}

interface PullRequest {
  readonly number: number;
  readonly head: { readonly sha: string };
}

const FOLDERS = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'];

/** Every payload of `@octokit/webhooks-examples`. */
export function realPayloads(): RealPayload[] {
  const packed = new URL('../../../node_modules/@octokit/webhooks-examples/', import.meta.url);
  return FOLDERS.flatMap((folder) => {
    const text = readFileSync(fileURLToPath(new URL(`${folder}/index.json`, packed)), 'utf8');
    const events = JSON.parse(text) as readonly { name: string; examples: readonly Payload[] }[];
    return events.flatMap(({ name: event, examples }) =>
      examples.map((payload, index) => ({ source: `${folder} ${event} ${index + 1}`, event, payload })),
    );
  });
}
