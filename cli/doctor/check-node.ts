import { isOldNode, NODE_REMEDY, oldestNode } from '../oldest-node.ts';
import type { Finding } from './finding.ts';

/** Whether Node.js is one that VaultMesh is tested with; `version` as `process.versions.node` has it. */
export function checkNode(version: string): Finding {
  if (!isOldNode(version)) return { check: 'node', status: 'ok', detail: `Node.js ${version}` };
  return {
    check: 'node',
    status: 'problem',
    detail: `Node.js ${version} is older than ${oldestNode()}.`,
    remedy: NODE_REMEDY,
    code: 'usage',
  };
}
