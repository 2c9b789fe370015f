import type { KeyObject } from 'node:crypto';
import type { Permissions } from '../github-sandbox.ts';
import type { Account } from './account.ts';

/** A GitHub App as its settings page holds it. */
export interface App {
  readonly id: number;
  readonly slug: string;
  readonly clientId: string;
  readonly owner: Account;
  /** The account that comments and commits in the app's name: `slug[bot]`. */
  readonly bot: Account;
  readonly publicKey: KeyObject;
  readonly webhook: { readonly id: number; readonly url: string; readonly secret: string } | undefined;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly createdAt: string;
}

export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: Account;
  readonly permissions: Permissions;
  /** Repository ids, or all that the account has and will have. */
  repositories: 'all' | Set<number>;
  readonly createdAt: string;
}
