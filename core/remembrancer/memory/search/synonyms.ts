import { termsOfToken } from './terms-of-token.ts';

/** Words of operations that mean the same to who asks. */
const GROUPS = [
  'database db datastore',
  'kubernetes k8s',
  'authentication authn login signin sso',
  'authorization authorisation authz permission',
  'authentication authorization auth',
  'configuration config settings',
  'environment env',
  'infrastructure infra',
  'repository repo',
  'monitoring observability telemetry',
  'credential secret password',
  'certificate cert tls ssl',
  'deploy deployment rollout release',
  'message event',
  'latency slow speed performance',
  'outage incident downtime',
  'autoscaling autoscale hpa',
  'architecture arch',
  'documentation docs',
  'dependency dep package',
  'container docker image',
  'pipeline ci cd',
  'cost price money expensive',
  'licence license',
  'administrator admin',
  'organisation organization org',
];

const BY_TERM = new Map<string, Set<string>>();
for (const group of GROUPS) {
  const terms = group.split(' ').flatMap(termsOfToken);
  for (const term of terms) {
    const others = BY_TERM.get(term) ?? new Set();
    for (const other of terms) if (other !== term) others.add(other);
    BY_TERM.set(term, others);
  }
}

/** The terms that mean the same as `term`. */
export const synonymsOf = (term: string): readonly string[] => [...(BY_TERM.get(term) ?? [])];
