import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';

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

  http.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?', 1);
    const allowed = routes.filter(({ template }) => matches(template, path)).flatMap(({ methods }) => methods);
    if (allowed.length === 0) return send(reply, 404, 'There is nothing at this path.');
    const methods = [...new Set(allowed)].join(', ');
    return send(reply.header('allow', methods), 405, `This path takes ${methods}.`);
  });

  http.setErrorHandler<FastifyError | Problem>((error, request, reply) => {
    const status = error instanceof Problem ? error.status : (error.statusCode ?? 500);
    if (error instanceof Problem || status < 500) return send(reply, status, error.message);
    // The caller learns nothing of it.
    request.log.error({ error }, 'a handler failed');
    return send(reply, 500, 'The service failed. Its log says why.');
  });
}

function send(reply: FastifyReply, status: number, detail: string): FastifyReply {
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
  // As bytes: of a text Fastify would name the charset, which JSON does not have.
  return reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .send(Buffer.from(JSON.stringify(problem)));
}

function matches(template: string, path: string): boolean {
  const given = path.split('/');
  const parts = template.split('/');
  return parts.length === given.length && parts.every((part, at) => part.startsWith(':') || part === given[at]);
}
