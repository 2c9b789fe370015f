import type { Account } from './account.ts';

export interface ReleaseAsset {
  readonly id: number;
  name: string;
  label: string | null;
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly uploader: Account;
  readonly createdAt: string;
  updatedAt: string;
  downloads: number;
}

export interface Release {
  readonly id: number;
  tag: string;
  target: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  immutable: boolean;
  readonly author: Account;
  readonly createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
  readonly assets: ReleaseAsset[];
}
