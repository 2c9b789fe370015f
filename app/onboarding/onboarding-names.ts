/** Of the pull request that proposes to a repository that it keeps records. */
export const ONBOARDING_BRANCH = 'vaultmesh/onboarding';

/** What the first record of a repository is known by: the number of the pull request that brought its workflow. */
export const onboardingOperation = (number: number): string => `onboarding:${number}`;

/** The number in such an operation; `undefined` for any other operation. */
export function numberOfOnboarding(operation: string): number | undefined {
  const [, number] = /^onboarding:([1-9]\d{0,9})$/.exec(operation) ?? [];
  return number === undefined ? undefined : Number(number);
}
