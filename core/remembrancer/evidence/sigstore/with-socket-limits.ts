import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

export interface SocketLimits {
  /** For a connection to be made, TLS included. */
  readonly connectMs: number;
  /** That one connection gives in all. It is looked at from time to time, so that somewhat more may come. */
  readonly mostBytes: number;
}

/** Node tells here of every connection that begins, in the asynchronous context of whoever wants it. */
const CHANNEL = 'net.client.socket';
const LOOK_MS = 50;

/**
 * Runs `work`, and breaks off each connection that it begins and that goes over a limit. It is for @sigstore/sign: its
 * time limit begins with the connection, so that behind a firewall that drops packets it would wait for the system to
 * give up, which takes minutes; and it reads whatever is sent.
 */
export async function withSocketLimits<Result>(
  { connectMs, mostBytes }: SocketLimits,
  work: () => Promise<Result>,
): Promise<Result> {
  const scope = new AsyncLocalStorage<true>();
  const looks = new Set<NodeJS.Timeout>();
  const watch = (message: unknown): void => {
    if (scope.getStore() === undefined) return;
    const { socket } = message as { readonly socket: Socket };
    const began = Date.now();
    let isConnected = false;
    socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => {
      isConnected = true;
    });
    const look = setInterval(() => {
      if (!isConnected && Date.now() - began > connectMs) {
        socket.destroy(new Error(`no connection within ${connectMs} ms`));
      } else if (socket.bytesRead > mostBytes) {
        socket.destroy(new Error(`more than ${mostBytes} bytes`));
      }
    }, LOOK_MS);
    looks.add(look);
    socket.once('close', () => {
      clearInterval(look);
    });
  };
  subscribe(CHANNEL, watch);
  try {
    return await scope.run(true, work);
  } finally {
    unsubscribe(CHANNEL, watch);
    for (const look of looks) clearInterval(look);
  }
}
