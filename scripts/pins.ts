/**
 * `npm run pins -- verify`: whether every pin of templates/pins.json stands where it says it was seen. Exit code 0 when
 * all do, 5 when one does not, 8 when one could not be looked up.
 */
import { EXIT_CODES } from '../core/common/error.ts';
import { readPins } from '../core/spawn/pins.ts';
import { templatesDirectory } from '../core/spawn/templates-directory.ts';
import { type ReadText, verifyPins } from './pins/verify-pins.ts';

const TIMEOUT_MS = 20_000;

const read: ReadText = async (address) => {
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${response.status}`);
  return response.text();
};

if (process.argv[2] === 'verify') {
  const checks = await verifyPins(readPins(templatesDirectory()), read);
  for (const { name, state, address } of checks) console.log(`${state.padEnd(11)}  ${name}  ${address}`);
  const states = checks.map(({ state }) => state);
  if (states.includes('absent')) process.exitCode = EXIT_CODES['verification-failed'];
  else if (states.includes('unreachable')) process.exitCode = EXIT_CODES.network;
} else {
  console.error('Write: npm run pins -- verify');
  process.exitCode = EXIT_CODES.usage;
}
