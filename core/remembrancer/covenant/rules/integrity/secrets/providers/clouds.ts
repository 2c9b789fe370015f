import type { ProviderToken } from '../provider-token.ts';

/** Keys of clouds and of what runs in front of them. */
export const CLOUDS: readonly ProviderToken[] = [
  {
    name: 'AWS access key id',
    provider: 'AWS',
    pattern: /A[KS]IA[A-Z2-7]{16}/u,
    // The one of AWS's documents, which others write with another end.
    holds: (token) => !token.startsWith('IOSFODNN7', 4),
  },
  { name: 'Amazon Bedrock API key', provider: 'AWS', pattern: /ABSK[A-Za-z0-9+/]{109,269}={0,2}/u },
  { name: 'Google API key', provider: 'Google Cloud', pattern: /AIza[A-Za-z0-9_-]{35}/u },
  { name: 'Google OAuth client secret', provider: 'Google Cloud', pattern: /GOCSPX-[A-Za-z0-9_-]{28}/u },
  {
    name: 'Azure storage account key',
    provider: 'Azure',
    pattern: /AccountKey=[A-Za-z0-9+/]{86}==/u,
    // The key of the storage emulator is public, and the same everywhere.
    holds: (token) => !token.startsWith('AccountKey=Eby8vdM02xNO'),
  },
  {
    name: 'Azure storage account key',
    provider: 'Azure',
    pattern: /\+ASt(?<=[A-Za-z0-9+/]{76}\+ASt)[A-Za-z0-9+/]{5}[AQgw]==/u,
    before: 76,
  },
  {
    name: 'Azure API key',
    provider: 'Azure',
    pattern: /JQQJ9[9D](?<=[A-Za-z0-9]{52}JQQJ9[9D])[A-Za-z0-9]{26}/u,
    before: 52,
  },
  {
    name: 'Microsoft Entra client secret',
    provider: 'Microsoft Entra',
    pattern: /Q~(?<=[A-Za-z0-9_~.]{3}\dQ~)[A-Za-z0-9_~.-]{31,34}/u,
    before: 4,
  },
  { name: 'DigitalOcean token', provider: 'DigitalOcean', pattern: /do[opr]_v1_[a-f0-9]{64}/u },
  { name: 'Heroku API key', provider: 'Heroku', pattern: /HRKU-AA[A-Za-z0-9_-]{58}/u },
  {
    name: 'Cloudflare API token',
    provider: 'Cloudflare',
    pattern: /cf(?:k|ut|at)_[A-Za-z0-9]{40}[a-f0-9]{8}/u,
  },
  {
    name: 'Alibaba Cloud access key id',
    provider: 'Alibaba Cloud',
    pattern: /LTAI[A-Za-z0-9]{20}/u,
    holds: (token) => /\d/u.test(token) && /[a-z]/u.test(token),
  },
];
