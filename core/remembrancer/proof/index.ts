export { refreshProof } from './refresh-proof.ts';
export { makeProof, parseProof, type Proof } from './vmproof.ts';
