import { endsWithItsChecksum } from '../crc32-base62.ts';
import type { ProviderToken } from '../provider-token.ts';

/** Tokens that publish packages and images. */
export const PACKAGE_REGISTRIES: readonly ProviderToken[] = [
  {
    name: 'npm access token',
    provider: 'npm',
    pattern: /npm_[A-Za-z0-9]{36}/u,
    holds: endsWithItsChecksum,
    checksummed: true,
  },
  // A macaroon whose first caveat names the registry: "pypi.org" or "test.pypi.org" in base64.
  {
    name: 'PyPI API token',
    provider: 'PyPI',
    pattern: /pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[A-Za-z0-9_-]{50,1000}/u,
  },
  { name: 'crates.io API token', provider: 'crates.io', pattern: /cio[A-Za-z0-9]{32}/u, holds: hasDigit },
  { name: 'RubyGems API key', provider: 'RubyGems', pattern: /rubygems_[a-f0-9]{48}/u },
  { name: 'NuGet API key', provider: 'NuGet', pattern: /oy2[a-z0-9]{43}/u, holds: hasDigit },
  {
    name: 'Docker Hub access token',
    provider: 'Docker Hub',
    pattern: /dckr_[po]at_[A-Za-z0-9_-]{27,32}/u,
  },
  { name: 'Clojars deploy token', provider: 'Clojars', pattern: /CLOJARS_[a-f0-9]{60}/u },
  {
    name: 'Artifactory API key',
    provider: 'JFrog',
    pattern: /AKCp[A-Za-z0-9]{69}/u,
  },
];

function hasDigit(token: string): boolean {
  return /\d/u.test(token.slice(3));
}
