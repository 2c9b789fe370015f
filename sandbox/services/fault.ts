/**
 * A way for a service to be broken on request: nobody listens on its port, it takes the request and never answers,
 * it answers 503, or it answers 200 with bytes that mean nothing.
 */
export type Fault = 'refused' | 'hang' | 'server-error' | 'garbage';
