/** Whether a section says what was decided, as the usual templates call it. */
export const isOutcome = (heading: string): boolean =>
  /\b(?:decision(?! drivers)|outcome|resolution)\b/iu.test(heading);

/** Whether a section is the decision itself, and does not only speak of it. */
export const isDecisionItself = (heading: string): boolean =>
  /^[^\p{L}]*(?:decision(?: outcome)?|outcome|resolution)[^\p{L}]*$/iu.test(heading);

/** Whether a section is about the document and not about its matter. */
export const isAboutDocument = (heading: string): boolean =>
  /\b(?:authors?|change ?log|contents|date|deciders|references|reviewed by|reviewers?|status)\b/iu.test(
    heading,
  );
