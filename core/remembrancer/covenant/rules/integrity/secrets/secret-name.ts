const SECRET =
  /(?:secret|token|passw(?:or)?d|passphrase|pwd|(?:^|_)pass|credentials?|^_auth|(?:api|access|auth|private|signing|encryption|account|master|client|webhook|deploy)[_-]?key)(?:[_-]?(?:key|value|base64|base|b64|hex|raw|plain|string|default|prod|production|staging|stage|dev|live|test|main|old|new|primary|secondary|\d{1,3})){0,3}$/iu;

/** What is called a token or a key, and is no secret, or one that is said to be made for a test. */
const PUBLIC =
  /(?:public|publishable|next|prev|previous|page|pagination|continuation|csrf|xsrf|cancel|cancellation|sync|resume|cursor|start|end|idempotency|integrity|design|syntax|site|anon|verification|test|mock|fake|dummy|example|sample|expired|invalid)[_-]?(?:api[_-]?|access[_-]?|auth[_-]?|client[_-]?)?(?:token|key|secret|password)/iu;

/** Whether what is called `name` is a secret, by the last of its parts between dots: `spring.datasource.password`. */
export function isSecretName(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return SECRET.test(last) && !PUBLIC.test(last);
}
