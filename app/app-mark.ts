import { createHmac } from 'node:crypto';

/**
 * A hidden mark in a comment or a pull request that only the app can make: who may write in a repository can edit what the app
 * wrote there. `parts` are what it is about; the same text elsewhere, or about something else, is no mark.
 */
export function appMark(
  webhookSecret: string,
  kind: 'plan' | 'spawned',
  ...parts: readonly (number | string)[]
): string {
  const code = createHmac('sha256', webhookSecret)
    .update(['vaultmesh', kind, ...parts].join('\n'))
    .digest('hex')
    .slice(0, 32);
  return `<!-- vaultmesh:${kind} ${code} -->`;
}
