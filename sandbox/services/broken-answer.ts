import type { ServerResponse } from 'node:http';
import type { BlindFault } from './fault.ts';

const DRIP_MS = 20;
const FLOOD_CHUNK = Buffer.alloc(1 << 16, ' ');

/** Answers a request to `path` in the way of a fault. */
export function answerBroken(fault: BlindFault, path: string, response: ServerResponse): void {
  const begin = (): ServerResponse => response.writeHead(200, { 'content-type': 'application/json' });
  switch (fault) {
    case 'hang':
      return;
    case 'stall':
      begin().flushHeaders();
      return;
    case 'drip': {
      begin();
      const drops = setInterval(() => response.write(' '), DRIP_MS);
      response.on('close', () => {
        clearInterval(drops);
      });
      return;
    }
    case 'flood': {
      const pour = (): void => {
        while (!response.destroyed && response.write(FLOOD_CHUNK));
      };
      begin().on('drain', pour);
      pour();
      return;
    }
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{', () => {
        response.destroy();
      });
      return;
    case 'server-error':
      response.writeHead(503, { 'content-type': 'text/plain' });
      response.end('The service is unavailable (a fault on request).');
      return;
    case 'rate-limit':
      response.writeHead(429, { 'content-type': 'text/plain', 'retry-after': '1' });
      response.end('Too many requests (a fault on request).');
      return;
    case 'refusal':
      response.writeHead(403, { 'content-type': 'text/plain' });
      response.end('Not for you (a fault on request).');
      return;
    case 'redirect':
      response.writeHead(302, { location: path }).end();
      return;
    case 'garbage':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>\u0000 this is not what you asked for');
  }
}
