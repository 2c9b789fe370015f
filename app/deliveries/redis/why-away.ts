/** What OpenSSL and Node call a certificate that they do not trust. */
const UNTRUSTED = /CERT|LEAF_SIGNATURE/;

/** What is told of a Redis that gave `error`, with the remedy where it is in the settings. Nothing of the address is in it. */
export function whyAway(error: Error): string {
  if (/^(WRONGPASS|NOAUTH|NOPERM|ERR invalid password)/.test(error.message)) {
    return 'Redis refuses the name or password in REDIS_URL. Give those of its requirepass or users, and start the app again.';
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (UNTRUSTED.test(code)) {
    return 'The certificate of Redis is not trusted. Name the file with its authority in NODE_EXTRA_CA_CERTS, and start the app again.';
  }
  return 'Redis cannot be reached, or refuses';
}
