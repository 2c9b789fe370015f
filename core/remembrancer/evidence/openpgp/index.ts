// Loads openpgp.js (70 ms): import this module when it is needed, not before.
export { detachedFault, type DetachedFault } from './detached-fault.ts';
export { keyEnd } from './key-end.ts';
export { readPublicKeys } from './read-public-keys.ts';
export { signDetached, type DetachedSignature, type SignDetachedOptions } from './sign-detached.ts';
export { verifyDetached, type VerifyDetachedOptions } from './verify-detached.ts';
