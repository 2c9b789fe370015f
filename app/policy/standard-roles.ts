/** GitHub's own roles in a repository; each may do what those before it may. */
export const STANDARD_ROLES = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
export type StandardRole = (typeof STANDARD_ROLES)[number];

/** The values of `role_name` that `roles` let in: a standard one lets the higher ones in, one of the organisation's own itself. */
export function rolesFrom(roles: readonly string[]): string[] {
  const lowest = STANDARD_ROLES.findIndex((role) => roles.includes(role));
  const own = roles.filter((role) => !STANDARD_ROLES.some((each) => each === role));
  return [...(lowest === -1 ? [] : STANDARD_ROLES.slice(lowest)), ...own];
}
