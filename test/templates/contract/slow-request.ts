import { connect, type Socket } from 'node:net';
import { until } from './service-process.ts';

/** A request that the server has begun to read, and that ends when the caller says so. */
export async function slowRequest(port: number): Promise<{ socket: Socket; finish: () => Promise<string> }> {
  const body = JSON.stringify({ name: 'Ada' });
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  let refused = false;
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  const closed = new Promise<void>((resolve) => {
    socket.on('error', () => (refused = true)).on('close', () => resolve());
  });
  const head = [
    'POST /v1/greetings HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    'Connection: close',
  ];
  // The server answers 100 when its handler reads the body: then the request is under way for certain.
  head.push(`Content-Length: ${body.length}`, 'Expect: 100-continue', '', '');
  socket.write(head.join('\r\n'));
  await until(() => Promise.resolve(answer !== '' || refused));
  answer = answer.replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, '');
  const finish = async (): Promise<string> => {
    socket.write(body);
    await closed;
    return answer;
  };
  return { socket, finish };
}
