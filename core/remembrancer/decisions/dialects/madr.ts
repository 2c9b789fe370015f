import type { Dialect } from './dialect.ts';
import type { FrontMatter } from './front-matter.ts';
import { linksSection } from './links-section.ts';

const hasStatus = ({ claims }: FrontMatter) => claims.some(({ field }) => field === 'status');

/** MADR 3: front matter with `deciders`; relations stand in the body. */
export const madr3: Dialect = {
  name: 'madr-3',
  recognise: (_, frontMatter) => hasStatus(frontMatter) && frontMatter.keys.includes('deciders'),
  read: linksSection,
};

/** MADR 4: everything that is said of the decision stands in the front matter. */
export const madr4: Dialect = {
  name: 'madr-4',
  recognise: (_, frontMatter) => hasStatus(frontMatter),
  read: () => [],
};
