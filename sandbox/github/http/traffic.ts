import { appendFile } from 'node:fs/promises';

export interface Exchange {
  readonly kind: 'rest';
  readonly method: string;
  /** Route template of GitHub's OpenAPI document, or the path itself when no route is known. */
  readonly route: string;
  readonly known: boolean;
  readonly status: number;
  /** Whether an app or an installation of one asked. */
  readonly isOfApp: boolean;
  /** The JSON answer; absent when there was none. */
  readonly body?: unknown;
}

export interface SentEvent {
  readonly kind: 'webhook';
  readonly event: string;
  readonly payload: unknown;
}

/** Everything the sandbox answered and sent, so that it can be held against GitHub's published schemas. */
export class Traffic {
  readonly exchanges: Exchange[] = [];
  readonly webhooks: SentEvent[] = [];

  /** Requests for which the sandbox has no route, as `METHOD /path`: what the product calls and the sandbox lacks. */
  get unknownRoutes(): string[] {
    return this.exchanges.filter((one) => !one.known).map((one) => `${one.method} ${one.route}`);
  }

  /** Writes JSON lines for scripts/check-openapi.ts, behind those that the file already has. */
  async append(file: string): Promise<void> {
    const lines = [...this.exchanges, ...this.webhooks].map((one) => `${JSON.stringify(one)}\n`);
    await appendFile(file, lines.join(''));
  }
}
