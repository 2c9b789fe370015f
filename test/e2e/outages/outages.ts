import type { Fault } from '../../../sandbox/services/index.ts';

/** What is broken at a time: `tsa` is the first of two time-stamping authorities, of which the second goes on. */
export const BREAKABLE = ['oidc', 'fulcio', 'rekor', 'tsa', 'both TSAs'] as const;

export type BreakableService = (typeof BREAKABLE)[number];

/** Why a record lacks a piece of evidence, and words of the detail that its receipt and the annotation have. */
export type Outage = readonly [reason: 'unreachable' | 'rejected' | 'bad-answer', words: string];

/** What a record says of each service that is broken in each way. */
export const OUTAGES: Readonly<Record<BreakableService, Readonly<Record<Fault, Outage>>>> = {
  oidc: {
    refused: ['unreachable', 'no identity token (no answer)'],
    'black-hole': ['unreachable', 'no identity token (no answer)'],
    hang: ['unreachable', 'no identity token (no answer)'],
    stall: ['unreachable', 'no identity token (no answer)'],
    drip: ['unreachable', 'no identity token (no answer)'],
    flood: ['bad-answer', 'has more than 65536 bytes'],
    cut: ['unreachable', 'no identity token (no answer)'],
    'server-error': ['unreachable', 'no identity token (status 503)'],
    'rate-limit': ['unreachable', 'no identity token (status 429)'],
    refusal: ['rejected', 'no identity token (status 403)'],
    redirect: ['rejected', 'no identity token (status 302)'],
    garbage: ['bad-answer', 'no identity token (an answer without a token)'],
    truncated: ['bad-answer', 'no identity token (an answer without a token)'],
    // A token for another audience, which Fulcio does not take.
    wrong: ['rejected', 'answered with status 401'],
  },
  fulcio: sigstore('Fulcio', 'A Sigstore service'),
  rekor: sigstore('Rekor', 'Rekor'),
  tsa: authority(),
  'both TSAs': authority(),
};

function sigstore(name: string, blamed: string): Readonly<Record<Fault, Outage>> {
  const noAnswer: Outage = ['unreachable', 'gave no answer.'];
  const noSense: Outage = ['bad-answer', `The answer of ${name}`];
  return {
    refused: noAnswer,
    'black-hole': noAnswer,
    hang: noAnswer,
    stall: noAnswer,
    drip: noAnswer,
    flood: noAnswer,
    cut: noAnswer,
    'server-error': ['unreachable', 'answered with status 503'],
    'rate-limit': ['unreachable', 'answered with status 429'],
    refusal: ['rejected', 'answered with status 403'],
    redirect: noSense,
    garbage: noSense,
    truncated: noSense,
    // A certificate for another key, or an entry about another payload.
    wrong: ['bad-answer', `The answer of ${blamed}`],
  };
}

function authority(): Readonly<Record<Fault, Outage>> {
  const timeout: Outage = ['unreachable', 'gave no answer'];
  return {
    refused: ['unreachable', 'gave no answer (ECONNREFUSED)'],
    'black-hole': timeout,
    hang: timeout,
    stall: timeout,
    drip: timeout,
    flood: ['bad-answer', 'has more than 262144 bytes'],
    cut: ['unreachable', 'gave no answer (UND_ERR_SOCKET)'],
    'server-error': ['unreachable', 'answered with status 503'],
    'rate-limit': ['unreachable', 'answered with status 429'],
    refusal: ['rejected', 'answered with status 403'],
    redirect: ['rejected', 'answered with status 302'],
    garbage: ['bad-answer', 'is not an RFC 3161 response'],
    truncated: ['bad-answer', 'is not an RFC 3161 response'],
    wrong: ['bad-answer', 'is not for the digest'],
  };
}

/** The layer that a record lacks while the service is broken. */
export const layerOf = (service: BreakableService): 'sigstore' | 'rfc3161' =>
  service === 'tsa' || service === 'both TSAs' ? 'rfc3161' : 'sigstore';

/** How often it lacks it: each authority gives a token of its own. */
export const piecesOf = (service: BreakableService): number => (service === 'both TSAs' ? 2 : 1);

/** Whether the reusable workflow finds its Action: it does so by an identity token, whoever that is for. */
export const findsAction = (service: BreakableService, fault: Fault): boolean =>
  service !== 'oidc' || fault === 'wrong';
