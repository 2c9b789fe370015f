import { counted } from '../../../common/counted.ts';

/** In a place that shows only so many findings: how many more there are, and where. */
export const moreFindings = (count: number): string =>
  `And ${counted(count, 'more finding')}: \`vaultmesh covenant --json\` lists all, SARIF the gravest 5,000, the job summary what fits.`;
