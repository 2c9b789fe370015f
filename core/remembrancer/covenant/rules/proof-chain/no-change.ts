/** The answer of a rule that compares what is proposed with what was there before. */
export const NO_CHANGE = { notApplicable: 'no change is looked at' } as const;
