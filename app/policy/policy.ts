import type { Visibility } from '../../core/github/find-repository.ts';

/** What a configuration says of one command. */
export interface CommandRule {
  /** Without these and without `teams` the command's default stands. */
  readonly roles?: readonly string[];
  readonly teams?: readonly string[];
  /** How many people beside the one who gives it have to approve its plan. */
  readonly approvals: 0 | 1;
  /** Where it stands, for people. */
  readonly place: string;
}

/** What a configuration says of new services. */
export interface SpawnRules {
  /** Globs of which a name has to match one; absent for any name. */
  readonly names?: readonly string[];
  /** Globs of names that nobody may give. */
  readonly reserved: readonly string[];
  /** Absent for all that have templates. */
  readonly languages?: readonly string[];
  /** Absent for that of the platform repository. */
  readonly visibility?: Visibility;
  /** How many services one person may have made within an hour; absent for any number. */
  readonly perPersonPerHour?: number;
  /** Where a member of them stands, for people. */
  readonly placeOf: (member: string) => string;
}

/** What `.github/vaultmesh.yml` of one repository says of who may do what. */
export interface Policy {
  /** By the name of the command, or by its first word for all that begin with it. */
  readonly rules: ReadonlyMap<string, CommandRule>;
  readonly spawn: SpawnRules;
  /** Whether repositories are asked whether they want to keep records; absent where it does not say. */
  readonly onboarding?: 'none' | 'pull-request';
}
