/** Whether GitHub refused something because the owner's plan does not have it, as rulesets and environments of private repositories. */
export const lacksPlan = (error: unknown): boolean =>
  error instanceof Error && /\bUpgrade to GitHub \w+/.test(error.message);
