import type { Finding } from './finding.ts';

const OLDEST = [24, 15] as const;

/** Whether Node.js is one that VaultMesh is tested with; `version` as `process.versions.node` has it. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  if (ok) return { check: 'node', status: 'ok', detail: `Node.js ${version}` };
  return {
    check: 'node',
    status: 'problem',
    detail: `Node.js ${version} is older than ${OLDEST.join('.')}.`,
    remedy: 'Install Node.js 24 from https://nodejs.org, or add actions/setup-node with node-version 24.',
    code: 'usage',
  };
}
