import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Endpoints {
  /** Probot's middleware: true when it has answered. */
  readonly webhooks: (request: IncomingMessage, response: ServerResponse) => unknown;
  /** Throws while the app could not do its work. */
  readonly ready: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** GitHub caps payloads at 25 MB. */
const LARGEST_BODY = 25 * 1024 * 1024;

/**
 * The app's HTTP server, not listening yet. `/livez` says that the process answers, `/readyz` that GitHub knows
 * the app by its key.
 */
export function serve(endpoints: Endpoints): Server {
  return createServer((request, response) => {
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
    default:
  }
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > LARGEST_BODY || 'transfer-encoding' in request.headers) {
    reply(response, 413, 'too large or of unknown length');
    return;
  }
  const answered = await endpoints.webhooks(request, response);
  if (answered !== true && !response.headersSent) reply(response, 404, 'not found');
}

async function answerReadiness({ ready }: Endpoints, response: ServerResponse): Promise<void> {
  try {
    await ready();
    reply(response, 200, 'ok');
  } catch {
    reply(response, 503, 'not ready');
  }
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`);
}
