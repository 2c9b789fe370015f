export { makeProof, parseProof, type Proof } from './vmproof.ts';
