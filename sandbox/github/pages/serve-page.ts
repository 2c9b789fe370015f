import type { ServerResponse } from 'node:http';
import type { Request } from '../http/call.ts';
import type { Hub } from '../hub.ts';

export async function servePage(_hub: Hub, _request: Request, response: ServerResponse): Promise<void> {
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end('Not Found\n');
  return Promise.resolve();
}
