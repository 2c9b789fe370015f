export { auditHistory, type AuditOptions, type AuditResult } from './audit.ts';
export { type BranchHistory, memoryHistory } from './branch-history.ts';
export { gitHistory, type GitHistory } from './git-history.ts';
export type { Incident, IncidentKind } from './incidents.ts';
