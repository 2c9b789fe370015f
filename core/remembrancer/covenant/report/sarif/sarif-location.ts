import type { Finding, Region } from '../../covenant-result.ts';
import { artifactUri } from './artifact-uri.ts';
import type { SarifArtifact, SarifLocation, SarifRegion } from './sarif-log.ts';

/** GitHub wants all four; the beginning of the file stands for the file as a whole. */
const BEGINNING: SarifRegion = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/**
 * Where a finding is. GitHub shows no result without a file that exists: one about the repository or its ledger is at the
 * beginning of `standIn`.
 */
export const sarifLocation = (
  finding: Pick<Finding, 'path'> & Partial<Region>,
  standIn: string,
): SarifLocation => ({
  physicalLocation: {
    artifactLocation: sarifArtifact(finding.path ?? standIn),
    region: isRegion(finding) ? sarifRegion(finding) : BEGINNING,
  },
});

export const sarifArtifact = (path: string): SarifArtifact => ({
  uri: artifactUri(path),
  uriBaseId: '%SRCROOT%',
});

export const sarifRegion = ({ line, column, endLine, endColumn }: Region): SarifRegion => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

const isRegion = (place: Partial<Region>): place is Region =>
  place.line !== undefined &&
  place.column !== undefined &&
  place.endLine !== undefined &&
  place.endColumn !== undefined;
