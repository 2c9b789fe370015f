import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Endpoints {
  /** Answers a delivery. */
  readonly deliver: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** What the app has to do at this moment, in few words; throws while it could not do its work. */
  readonly ready: () => Promise<string>;
  readonly onError: (error: unknown) => void;
}

/** Where GitHub delivers, as every app by Probot has it. */
const DELIVERIES = '/api/github/webhooks';

/** How slowly requests may come in, in ms. */
export interface Timeouts {
  readonly headersTimeout: number;
  /** For headers and body together. */
  readonly requestTimeout: number;
  /** Between looks for requests that are too slow: one may take so much longer. */
  readonly connectionsCheckingInterval: number;
}

/** GitHub waits for its answer for 10 s. */
const TIMEOUTS: Timeouts = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
};

/**
 * The app's HTTP server, not listening yet. `/livez` says that the process answers, `/readyz` that GitHub knows
 * the app by its key and deliveries can be taken. Requests that come too slowly are answered 408 and cut off.
 */
export function serve(endpoints: Endpoints, timeouts: Timeouts = TIMEOUTS): Server {
  return createServer({ ...timeouts }, (request, response) => {
    answer(endpoints, request, response).catch((error: unknown) => {
      endpoints.onError(error);
      if (!response.headersSent) reply(response, 500, 'error');
    });
  });
}

async function answer(
  endpoints: Endpoints,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  switch (request.url) {
    case '/livez':
      reply(response, 200, 'ok');
      return;
    case '/readyz':
      await answerReadiness(endpoints, response);
      return;
    case DELIVERIES:
      await endpoints.deliver(request, response);
      return;
    default:
      reply(response, 404, 'not found');
  }
}

async function answerReadiness({ ready }: Endpoints, response: ServerResponse): Promise<void> {
  try {
    reply(response, 200, await ready());
  } catch {
    reply(response, 503, 'not ready');
  }
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`);
}
