export { signDetached, type DetachedSignature, type SignDetachedOptions } from './sign-detached.ts';
export { verifyDetached, type VerifyDetachedOptions } from './verify-detached.ts';
