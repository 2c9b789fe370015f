import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** An error that the caller is told of; the detail says what to change. */
export class Problem extends Error {
  readonly status: number;

  constructor(status: number, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.status = status;
  }
}

/** Answers every error with a problem (RFC 9457). To be called before any route is added. */
export function answerWithProblems(http: FastifyInstance): void {
  const routes: { readonly template: string; readonly methods: readonly string[] }[] = [];
  http.addHook('onRoute', ({ method, url }) => {
    routes.push({ template: url, methods: [method].flat() });
  });

  // Before the body is read, which nobody needs.
  http.addHook('preParsing', (request, reply, payload, done) => {
    if (!request.is404) {
      done(null, payload);
      return;
    }
    const [path = ''] = request.url.split('?', 1);
    const allowed = routes.filter(({ template }) => matches(template, path)).flatMap(({ methods }) => methods);
    if (allowed.length === 0) {
      send(reply, 404, 'There is nothing at this path.');
    } else {
      const methods = [...new Set(allowed)].join(', ');
      send(reply.header('allow', methods), 405, `This path takes ${methods}.`);
    }
  });

  http.setErrorHandler<FastifyError | Problem>((error, request, reply) => {
    const status = error instanceof Problem ? error.status : (error.statusCode ?? 500);
    if (error instanceof Problem || status < 500) return send(reply, status, error.message);
    // The caller learns nothing of it.
    request.log.error({ error }, 'a handler failed');
    return send(reply, 500, 'The service failed. Its log says why.');
  });
}

/** Answers a path that cannot be decoded. */
export function refusePath(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  send(reply, 400, 'The path is not well percent-encoded.');
}

/** Answers what is no HTTP request, or does not become one in time, and closes its connection. */
export function refuseConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  const [status, detail] = CONNECTION_ERRORS[error.code ?? ''] ?? [400, 'This is no HTTP request.'];
  if (socket.writable && error.code !== 'ECONNRESET') {
    const body = problem(status, detail);
    const head = [
      `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${String(body.length)}`,
      'Connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body.toString()}`);
  }
  socket.destroy();
}

const CONNECTION_ERRORS: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to come.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers are too long.'],
};

function send(reply: FastifyReply, status: number, detail: string): FastifyReply {
  // As bytes: of a text Fastify would name the charset, which JSON does not have.
  return reply.code(status).header('content-type', 'application/problem+json').send(problem(status, detail));
}

function problem(status: number, detail: string): Buffer {
  const title = STATUS_CODES[status] ?? 'Error';
  return Buffer.from(JSON.stringify({ type: 'about:blank', title, status, detail }));
}

function matches(template: string, path: string): boolean {
  const given = path.split('/');
  const parts = template.split('/');
  return parts.length === given.length && parts.every((part, at) => part.startsWith(':') || part === given[at]);
}
