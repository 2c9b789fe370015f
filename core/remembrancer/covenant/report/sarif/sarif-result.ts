import type { Finding, PlacedFix } from '../../covenant-result.ts';
import { sentenceOf } from '../sentence-of.ts';
import type { SarifFix, SarifNotification, SarifResult } from './sarif-log.ts';
import { sarifArtifact, sarifLocation, sarifRegion } from './sarif-location.ts';
import { SARIF_LEVELS } from './sarif-rule.ts';
import { sarifText } from './sarif-text.ts';

/** A finding as an alert; `ruleIndex` is that of its rule in the run, `standIn` the path for what has none. */
export function sarifResult(finding: Finding, ruleIndex: number, standIn: string): SarifResult {
  const { rule, level, fingerprint, path, fix } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: SARIF_LEVELS[level],
    message: sarifText(sentenceOf(finding)),
    locations: [sarifLocation(finding, standIn)],
    partialFingerprints: { 'vaultmeshCovenant/v1': fingerprint },
    ...(fix && path !== undefined && { fixes: [sarifFix(fix, path)] }),
  };
}

/** What a rule could not look at. It is no alert: nothing is known to be wrong there. */
export const sarifDoubt = (finding: Finding, index: number, standIn: string): SarifNotification => ({
  level: SARIF_LEVELS[finding.level],
  message: sarifText(sentenceOf(finding)),
  associatedRule: { id: finding.rule, index },
  locations: [sarifLocation(finding, standIn)],
});

const sarifFix = ({ description, edits }: PlacedFix, path: string): SarifFix => ({
  description: sarifText(description),
  artifactChanges: [
    {
      artifactLocation: sarifArtifact(path),
      replacements: edits.map((edit) => ({
        deletedRegion: sarifRegion(edit),
        insertedContent: { text: edit.text },
      })),
    },
  ],
});
