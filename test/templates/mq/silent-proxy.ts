import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between processes and a server, and can take their connections away without a word. */
export interface SilentProxy {
  readonly port: number;
  /** Nothing passes any more over the connections of now, which stay open; later ones are not touched. */
  readonly silence: () => void;
  readonly end: () => void;
}

/** Listens, and passes everything on to a port. */
export async function silentProxy(target: number): Promise<SilentProxy> {
  const opened: Socket[] = [];
  const passing = new Set<Socket>();
  const pass = (from: Socket, to: Socket): void => {
    opened.push(from);
    passing.add(from);
    from.pipe(to);
    from.on('error', () => undefined);
    from.on('close', () => {
      if (passing.delete(from)) to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    pass(near, far);
    pass(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => {
      for (const socket of passing) socket.unpipe().pause();
      passing.clear();
    },
    end: () => {
      for (const socket of opened) socket.destroy();
      server.close();
    },
  };
}
