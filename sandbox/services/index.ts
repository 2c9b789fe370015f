export { answerBroken } from './broken-answer.ts';
export { type BlindFault, FAULTS, type Fault } from './fault.ts';
export type { OidcIssuer, TokenClaims, TokenGrant } from './oidc-issuer.ts';
export { startServices, type ServiceName, type Services } from './start-services.ts';
