import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** Listens with room for one, says so, and never takes a connection. */
const SLEEPER = `
const { createServer } = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
createServer().listen({ ...workerData, backlog: 1 }, () => {
  parentPort.postMessage('listening');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
`;

/** Longer than a connection on this machine takes. */
const CONNECT_MS = 300;
const MOST_CONNECTIONS = 16;

/**
 * Makes a loopback port one that leaves attempts to connect without any answer, as a firewall that drops packets does:
 * the system's queue for the port is full, and nobody empties it. Returns how to end it.
 */
export async function openBlackHole(port: number): Promise<() => Promise<void>> {
  const host = '127.0.0.1';
  const sleeper = new Worker(SLEEPER, { eval: true, workerData: { port, host } });
  const held: Socket[] = [];
  const close = async (): Promise<void> => {
    for (const socket of held) socket.destroy();
    await sleeper.terminate();
  };
  await once(sleeper, 'message');
  while (held.length < MOST_CONNECTIONS) {
    const socket = connect(port, host).on('error', () => undefined);
    held.push(socket);
    const connected = once(socket, 'connect').then(() => true);
    if (!(await Promise.race([connected, sleep(CONNECT_MS, false)]))) return close;
  }
  await close();
  throw new Error(`This system takes connections to port ${port} that no program takes.`);
}
