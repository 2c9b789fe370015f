import { isIP } from 'node:net';

import { VaultMeshError } from '../../../core/common/error.ts';

/** Where an HTTP server listens. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `PORT` on 127.0.0.1, or `HOST:PORT`, where an IPv6 host stands in brackets. Throws `usage`. */
export function listenAddress(text: string): ListenAddress {
  const [, inBrackets, plain, port = ''] =
    /^(?:(?:\[([0-9a-f:.]+)\]|([^:[\]\s]+)):)?([0-9]{1,5})$/iu.exec(text) ?? [];
  if (port !== '' && Number(port) <= 65_535) {
    return { host: inBrackets ?? plain ?? '127.0.0.1', port: Number(port) };
  }
  throw new VaultMeshError('usage', `--http takes [HOST:]PORT, such as 7381, not "${text}".`);
}

/** Whether only this machine reaches the address. A name other than localhost may mean any. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** As it stands in a URL. */
export const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);
