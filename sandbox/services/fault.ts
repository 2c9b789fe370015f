/**
 * A way for a service to be broken on request.
 *
 * - `refused`: nobody listens on its port.
 * - `hang`: it takes the request and never answers.
 * - `stall`: it begins an answer of 200, and the body never comes.
 * - `drip`: the body of its answer comes a byte at a time, and never ends.
 * - `flood`: the body of its answer comes as fast as it is read, and never ends.
 * - `cut`: the connection breaks in the middle of the answer.
 * - `server-error`: it answers 503.
 * - `redirect`: it sends every request back to where it went.
 * - `garbage`: it answers 200 with an HTML page that means nothing.
 */
export type Fault =
  'refused' | 'hang' | 'stall' | 'drip' | 'flood' | 'cut' | 'server-error' | 'redirect' | 'garbage';
