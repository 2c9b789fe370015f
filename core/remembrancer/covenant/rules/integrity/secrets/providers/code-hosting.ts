import { endsWithItsChecksum } from '../crc32-base62.ts';
import type { ProviderToken } from '../provider-token.ts';

const GITHUB = {
  provider: 'GitHub',
  holds: endsWithItsChecksum,
  checksummed: true,
} as const;

/** Tokens of the places where code is kept and built. */
export const CODE_HOSTING: readonly ProviderToken[] = [
  { name: 'GitHub personal access token (classic)', pattern: /ghp_[A-Za-z0-9]{36}/u, ...GITHUB },
  { name: 'GitHub OAuth token', pattern: /gho_[A-Za-z0-9]{36}/u, ...GITHUB },
  { name: 'GitHub app token', pattern: /gh[us]_[A-Za-z0-9]{36}/u, ...GITHUB },
  { name: 'GitHub refresh token', pattern: /ghr_[A-Za-z0-9]{36}(?:[A-Za-z0-9]{40})?/u, ...GITHUB },
  {
    name: 'GitHub personal access token (fine-grained)',
    provider: 'GitHub',
    pattern: /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/u,
  },
  {
    name: 'GitLab token',
    provider: 'GitLab',
    pattern:
      /gl(?:pat|dt|rt|ptt|cbt|ft|imt|agent|oas|soat|ffct)-[A-Za-z0-9_-]{20,300}(?:(?:\.\d\d)?\.[a-z0-9]{9})?/u,
  },
  {
    name: 'Bitbucket app password',
    provider: 'Bitbucket',
    pattern: /ATBB[A-Za-z0-9]{32}/u,
    holds: mixed,
  },
  {
    name: 'Atlassian API token',
    provider: 'Atlassian',
    pattern: /AT(?:ATT|CTT|STT)3[A-Za-z0-9_=-]{100,240}/u,
  },
  { name: 'Linear API key', provider: 'Linear', pattern: /lin_(?:api|oauth)_[A-Za-z0-9]{40,64}/u },
  { name: 'Notion integration token', provider: 'Notion', pattern: /ntn_\d{11}[A-Za-z0-9]{35}/u },
  {
    name: 'Postman API key',
    provider: 'Postman',
    pattern: /PMAK-[a-f0-9]{24}-[a-f0-9]{34}/u,
  },
  {
    name: 'Azure DevOps personal access token',
    provider: 'Azure DevOps',
    pattern: /AZDO(?<=[A-Za-z0-9]{76}AZDO)[A-Za-z0-9]{4}/u,
    before: 76,
  },
];

/** Whether digits, capitals and small letters are behind its first four, as in nearly all that are drawn by lot. */
function mixed(token: string): boolean {
  const random = token.slice(4);
  return [/\d/u, /[A-Z]/u, /[a-z]/u].every((kind) => kind.test(random));
}
