import { spawn } from 'node:child_process';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Sent } from './open-load.ts';

/** A webhook but for its id, which is another one each time that it is sent. */
export interface Letter {
  readonly event: string;
  /** JSON */
  readonly body: string;
}

export interface LoadPlan {
  readonly port: number;
  readonly secret: string;
  readonly bodies: readonly Letter[];
  /** What is sent, one after the other: indices of `bodies`. */
  readonly order: readonly number[];
  /** In a second. */
  readonly rate: number;
}

const program = fileURLToPath(new URL('load-process.ts', import.meta.url));

/** Delivers from a process that has nothing else to do, so that nobody else's work delays what is measured. */
export async function runLoad(plan: LoadPlan): Promise<Sent[]> {
  const child = spawn(process.execPath, ['--no-warnings', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(plan));
  return (await json(child.stdout)) as Sent[];
}
