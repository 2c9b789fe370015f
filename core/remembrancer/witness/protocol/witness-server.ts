import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { fromUtf8, sha256Hex } from '../../../common/bytes.ts';
import { asVaultMeshError } from '../../../common/error.ts';
import { answerAddCheckpoint, type Witness } from './answer-add-checkpoint.ts';

/** A checkpoint with sixteen post-quantum cosignatures and the longest proof have less. */
const MAX_BODY = 65_536;
const TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 1_000;

const SUBMIT = '/add-checkpoint';
const MONITOR = /^\/([0-9a-f]{64})\/checkpoint$/u;

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A witness over HTTP (C2SP tlog-witness): `POST /add-checkpoint`, and for monitors `GET /<hex sha256(origin)>/checkpoint`.
 * It does not listen yet. `tell` gets one line for each request; TLS is for a proxy in front.
 */
export function witnessServer(witness: Witness, tell: (line: string) => void): Server {
  const server = createServer(
    { requestTimeout: TIMEOUT_MS, headersTimeout: TIMEOUT_MS, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      void respond(request, response, witness, tell);
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  witness: Witness,
  tell: (line: string) => void,
): Promise<void> {
  const { method = '', url = '' } = request;
  const [path = ''] = url.split('?', 1);
  let answer: Answer;
  try {
    answer = await answerTo(request, method, path, witness);
  } catch (error) {
    if (request.errored) return;
    // What went wrong inside is for the operator; no cosignature leaves.
    tell(`error: ${asVaultMeshError(error).message}`);
    answer = { status: 500, body: 'internal error\n' };
  }
  const { status, body, type = 'text/plain; charset=utf-8', headers } = answer;
  tell(`${status} ${method} ${JSON.stringify(path)}${status >= 400 ? ` ${body.trimEnd()}` : ''}`);
  // The rest of a body that was not read would be taken for the next request.
  const closing = request.complete ? {} : { Connection: 'close' };
  response.writeHead(status, { 'Content-Type': type, ...headers, ...closing }).end(body);
}

async function answerTo(
  request: IncomingMessage,
  method: string,
  path: string,
  witness: Witness,
): Promise<Answer> {
  if (path === SUBMIT) {
    if (method !== 'POST') return { status: 405, body: 'POST only\n', headers: { Allow: 'POST' } };
    const body = await readBody(request);
    return typeof body === 'string' ? answerAddCheckpoint(body, witness) : body;
  }
  const [, hash] = MONITOR.exec(path) ?? [];
  if (hash === undefined) return { status: 404, body: 'not found\n' };
  if (method !== 'GET') return { status: 405, body: 'GET only\n', headers: { Allow: 'GET' } };
  const log = witness.logs.find(({ name }) => sha256Hex(name) === hash);
  const remembered = log && (await witness.state.recall(log.name));
  return remembered
    ? { status: 200, body: remembered.note, headers: { 'Cache-Control': 'no-cache' } }
    : { status: 404, body: 'This witness never cosigned that log.\n' };
}

/** The body as text, or the answer to one that is too long or no text. */
async function readBody(request: IncomingMessage): Promise<string | Answer> {
  const chunks: Buffer[] = [];
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) return tooLong;
  let length = 0;
  // The connection stays, for the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY) return tooLong;
    chunks.push(chunk);
  }
  try {
    return fromUtf8(Buffer.concat(chunks));
  } catch {
    return { status: 400, body: 'The request is not text in UTF-8.\n' };
  }
}

const tooLong: Answer = { status: 413, body: `A request has at most ${MAX_BODY} bytes.\n` };
