import type { IncomingHttpHeaders } from 'node:http';
import { relative } from 'node:path';
import { askGit } from './ask-git.ts';
import { gitEnvironment } from './run-git.ts';

export interface CgiRequest {
  readonly gitDirectory: string;
  /** `info/refs`, `git-upload-pack` or `git-receive-pack`. */
  readonly service: string;
  readonly method: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

export interface CgiAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/**
 * Lets git itself answer a request of its HTTP protocol. `root` is the folder that all repositories are in;
 * `environment` reaches the hooks.
 */
export async function httpBackend(
  root: string,
  request: CgiRequest,
  environment: Readonly<Record<string, string>>,
): Promise<CgiAnswer> {
  const { headers } = request;
  const { stdout } = await askGit({
    args: ['http-backend'],
    input: request.body,
    env: gitEnvironment({
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${relative(root, request.gitDirectory)}/${request.service}`,
      REQUEST_METHOD: request.method,
      QUERY_STRING: request.query,
      CONTENT_TYPE: headers['content-type'] ?? '',
      CONTENT_LENGTH: String(request.body.length),
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      REMOTE_USER: 'sandbox',
      ...environment,
    }),
  });
  return parseCgi(Buffer.from(stdout.buffer, stdout.byteOffset, stdout.length));
}

function parseCgi(output: Buffer): CgiAnswer {
  const end = output.indexOf('\r\n\r\n');
  if (end < 0) return { status: 500, headers: {}, body: Buffer.from('git http-backend gave no answer\n') };
  const headers: Record<string, string> = {};
  for (const line of output.toString('latin1', 0, end).split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+): *(.*)$/.exec(line) ?? [];
    headers[name.toLowerCase()] = value;
  }
  const { status = '200', ...rest } = headers;
  return { status: Number.parseInt(status, 10), headers: rest, body: output.subarray(end + 4) };
}
