import { setTimeout as sleep } from 'node:timers/promises';
import { shorter } from './shorter.ts';

const quick: typeof sleep = (ms, ...others) => sleep(shorter(ms), ...others);

export { setImmediate } from 'node:timers/promises';
export { quick as setTimeout };
