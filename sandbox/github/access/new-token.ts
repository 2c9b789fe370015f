import { randomBytes } from 'node:crypto';

/** A token in GitHub's form: what it is for (`ghp` a person, `ghs` an installation or a workflow run) and 36 letters and digits. */
export function newToken(kind: 'ghp' | 'ghs'): string {
  const text = randomBytes(48).toString('base64url').replace(/[-_]/g, '');
  return `${kind}_${text.slice(0, 36).padEnd(36, '0')}`;
}
