import { firstClaim } from '../../read/claim-values.ts';
import { excerpt } from '../../text/excerpt.ts';
import type { Rule } from '../rule.ts';

/** A glob of `affects` can mean a path of the repository. */
export const affects: Rule = (decisions) =>
  decisions.flatMap(({ path, decision, claims }) =>
    decision.affects
      .filter((glob) => !/[^/.]/.test(glob) || /[\\{}!]|\p{Cc}/u.test(glob) || glob.split('/').includes('..'))
      .map((glob) => ({
        rule: 'affects',
        path,
        line: firstClaim(claims, 'affects')?.line ?? 1,
        message: `${excerpt(glob)} means no path. Write it from the root, with \`*\`, \`**\` and \`?\` alone: \`src/orders/**\`.`,
        severity: 'error' as const,
      })),
  );
