import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

/** A TCP relay on loopback that counts what goes through it. */
export interface CountingProxy {
  readonly port: number;
  /** Bytes from the client to the server, and back, since the last call. */
  take(): { up: number; down: number };
  stop(): void;
}

/** Relays to `port` of this machine. */
export async function countingProxy(port: number): Promise<CountingProxy> {
  let counted = { up: 0, down: 0 };
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    client.on('data', (chunk) => (counted.up += chunk.length));
    upstream.on('data', (chunk) => (counted.down += chunk.length));
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      socket.on('error', () => {
        client.destroy();
        upstream.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    take: () => {
      const taken = counted;
      counted = { up: 0, down: 0 };
      return taken;
    },
    stop: () => server.close(),
  };
}
