/** The members of a SARIF 2.1.0 log that are written here, in the words of the standard. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [SarifRun];
}

export interface SarifRun {
  readonly tool: { readonly driver: SarifDriver };
  readonly automationDetails: { readonly id: string };
  readonly columnKind: 'utf16CodeUnits';
  readonly originalUriBaseIds: Readonly<Record<'%SRCROOT%', { readonly description: SarifText }>>;
  readonly invocations: readonly [SarifInvocation];
  readonly results: readonly SarifResult[];
}

export interface SarifDriver {
  readonly name: string;
  readonly informationUri: string;
  readonly version?: string;
  readonly rules: readonly SarifRule[];
}

export interface SarifRule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: SarifText;
  readonly fullDescription: SarifText;
  readonly help: SarifText & { readonly markdown: string };
  readonly helpUri: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
  readonly properties: Readonly<Record<string, string | readonly string[]>>;
}

export interface SarifInvocation {
  readonly executionSuccessful: boolean;
  /** What could not be looked at, and that there is more than is listed. */
  readonly toolExecutionNotifications: readonly SarifNotification[];
  /** What is to be said of the configuration. */
  readonly toolConfigurationNotifications: readonly SarifNotification[];
}

export interface SarifNotification {
  readonly level: SarifLevel;
  readonly message: SarifText;
  readonly associatedRule?: SarifRuleReference;
  readonly locations?: readonly SarifLocation[];
}

export interface SarifRuleReference {
  readonly id: string;
  readonly index: number;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly message: SarifText;
  readonly locations: readonly [SarifLocation];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly SarifFix[];
}

export interface SarifFix {
  readonly description: SarifText;
  readonly artifactChanges: readonly [
    { readonly artifactLocation: SarifArtifact; readonly replacements: readonly SarifReplacement[] },
  ];
}

export interface SarifReplacement {
  readonly deletedRegion: SarifRegion;
  readonly insertedContent: SarifText;
}

export interface SarifLocation {
  readonly physicalLocation: { readonly artifactLocation: SarifArtifact; readonly region: SarifRegion };
}

export interface SarifArtifact {
  readonly uri: string;
  readonly uriBaseId: '%SRCROOT%';
}

export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface SarifText {
  readonly text: string;
}

export type SarifLevel = 'error' | 'warning' | 'note';
