import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openBlackHole } from './black-hole.ts';
import { answerBroken } from './broken-answer.ts';
import { isBlind, type Fault } from './fault.ts';

/** No request to these services is larger than a signed statement with a few thousand subjects. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

export interface ServiceRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The question that a service which answers the wrong one takes a request for. */
export type OtherQuestion = (request: ServiceRequest) => ServiceRequest | Promise<ServiceRequest>;

export type ServiceHandler = (request: ServiceRequest) => ServiceAnswer | Promise<ServiceAnswer>;

export interface HttpService {
  /** `http://127.0.0.1:PORT`, without a slash at the end; the port stays the same through every fault. */
  readonly url: string;
  /** Sets what answers; until then every request gets 503. It comes after the start because it may need the address. */
  serve(handler: ServiceHandler, otherQuestion: OtherQuestion): void;
  /** Breaks the service in one way, or heals it with `undefined`. */
  setFault(fault: Fault | undefined): Promise<void>;
  stop(): Promise<void>;
}

/** Opens a service on a free loopback port. */
export async function startHttpService(): Promise<HttpService> {
  let handler: ServiceHandler | undefined;
  let otherQuestion: OtherQuestion = (request) => request;
  let fault: Fault | undefined;
  let closeHole: (() => Promise<void>) | undefined;
  const server = createServer((request, response) => {
    const broken = fault;
    if (broken !== undefined && isBlind(broken)) {
      request.resume().on('end', () => {
        answerBroken(broken, request.url ?? '/', response);
      });
      return;
    }
    const given = handler;
    const astray =
      broken === 'wrong' && given !== undefined
        ? async (asked: ServiceRequest) => given(await otherQuestion(asked))
        : given;
    answer(request, astray).then(
      (result) => {
        send(response, broken === 'truncated' ? firstHalf(result) : result);
      },
      (error: unknown) => {
        send(response, plainText(500, error instanceof Error ? error.message : String(error)));
      },
    );
  });

  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };

  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    serve: (next, other) => {
      handler = next;
      otherQuestion = other;
    },
    setFault: async (next) => {
      fault = next;
      await closeHole?.();
      closeHole = undefined;
      if (next === 'refused' || next === 'black-hole') await close();
      else if (!server.listening) await listen(port);
      if (next === 'black-hole') closeHole = await openBlackHole(port);
    },
    stop: async () => {
      await closeHole?.();
      await close();
    },
  };
}

export const json = (status: number, value: unknown): ServiceAnswer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

export const plainText = (status: number, text: string): ServiceAnswer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: text,
});

async function answer(request: IncomingMessage, handler: ServiceHandler | undefined): Promise<ServiceAnswer> {
  const body = await readBody(request);
  if (body === undefined) return plainText(413, 'The request is too large.');
  if (handler === undefined) return plainText(503, 'The service is starting.');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  return handler({ method: request.method ?? 'GET', url, headers: request.headers, body });
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

function firstHalf(result: ServiceAnswer): ServiceAnswer {
  const body = Buffer.from(result.body);
  return { ...result, body: body.subarray(0, body.length / 2) };
}

function send(response: ServerResponse, result: ServiceAnswer): void {
  response.writeHead(result.status, { 'content-type': result.type, ...result.headers });
  response.end(result.body);
}
