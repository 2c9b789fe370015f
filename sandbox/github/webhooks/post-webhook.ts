import { createHmac } from 'node:crypto';
import type { App } from '../state/app.ts';

export interface WebhookAnswer {
  readonly statusCode: number;
  readonly status: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** GitHub gives an app ten seconds, in ms. */
const TIMEOUT = 10_000;

/** The headers with which GitHub sends `body` to an app's webhook; the signature is HMAC-SHA-256 over the exact bytes. */
export function webhookHeaders(app: App, event: string, guid: string, body: string): Record<string, string> {
  const secret = app.webhook?.secret ?? '';
  return {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/sandbox',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': String(app.webhook?.id ?? 0),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
}

/** Sends one webhook. A connection that fails or takes too long is an answer with status code 0. */
export async function postWebhook(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  stopped: AbortSignal,
): Promise<WebhookAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, connection: 'close' },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT)]),
    });
    return {
      statusCode: response.status,
      status: response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    return {
      statusCode: 0,
      status: timedOut ? 'timed out' : 'failed to connect to host',
      headers: {},
      body: '',
    };
  }
}
