/**
 * A way for a service to be broken on request.
 *
 * - `refused`: nobody listens on its port.
 * - `black-hole`: attempts to connect to its port are not answered at all.
 * - `hang`: it takes the request and never answers.
 * - `stall`: it begins an answer of 200, and the body never comes.
 * - `drip`: the body of its answer comes a byte at a time, and never ends.
 * - `flood`: the body of its answer comes as fast as it is read, and never ends.
 * - `cut`: the connection breaks in the middle of the answer.
 * - `server-error`: it answers 503.
 * - `rate-limit`: it answers 429, and asks to come back in a second.
 * - `refusal`: it answers 403.
 * - `redirect`: it sends every request back to where it went.
 * - `garbage`: it answers 200 with an HTML page that means nothing.
 * - `truncated`: it answers with the first half of the right answer, as if that were all.
 * - `wrong`: it answers another question than the one that was asked, and that in perfect form.
 */
export const FAULTS = [
  'refused',
  'black-hole',
  'hang',
  'stall',
  'drip',
  'flood',
  'cut',
  'server-error',
  'rate-limit',
  'refusal',
  'redirect',
  'garbage',
  'truncated',
  'wrong',
] as const;

export type Fault = (typeof FAULTS)[number];

/** Those whose answer hangs neither on the request nor on who listens. */
export type BlindFault = Exclude<Fault, 'refused' | 'black-hole' | 'truncated' | 'wrong'>;

const SEEING: readonly Fault[] = ['refused', 'black-hole', 'truncated', 'wrong'];

export const isBlind = (fault: Fault): fault is BlindFault => !SEEING.includes(fault);
