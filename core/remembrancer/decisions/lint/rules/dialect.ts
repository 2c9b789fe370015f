import type { Rule } from '../rule.ts';

/** Decisions are written in MADR 4, so that every tool reads the same of them. */
export const dialect: Rule = (decisions) =>
  decisions
    .filter((read) => read.dialect !== 'madr-4')
    .map(({ path, dialect: name }) => ({
      rule: 'dialect',
      path,
      line: 1,
      message: `This is not MADR 4 but ${name === 'none' ? 'no dialect that is known' : name}. Import it: \`vaultmesh adr import FILE --out FOLDER\`.`,
      severity: 'warning',
    }));
