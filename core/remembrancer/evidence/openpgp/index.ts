// Loads openpgp.js (70 ms): import this module when it is needed, not before.
export { signDetached, type DetachedSignature, type SignDetachedOptions } from './sign-detached.ts';
export { verifyDetached, type VerifyDetachedOptions } from './verify-detached.ts';
