import { shorter } from './shorter.ts';

const quick = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): NodeJS.Timeout =>
  globalThis.setTimeout(callback, shorter(ms), ...args);

export { quick as setTimeout };
