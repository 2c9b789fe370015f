import type { ProviderToken } from '../provider-token.ts';

/** Keys that move money or goods. */
export const PAYMENTS: readonly ProviderToken[] = [
  { name: 'Stripe live key', provider: 'Stripe', pattern: /[rs]k_live_[A-Za-z0-9]{16,247}/u },
  {
    name: 'Shopify access token',
    provider: 'Shopify',
    pattern: /shp(?:at|ca|pa|ss|ua)_[a-fA-F0-9]{32}/u,
  },
  { name: 'Square access token', provider: 'Square', pattern: /EAAA[A-Za-z0-9_-]{60}/u, holds: mixed },
  { name: 'Square OAuth secret', provider: 'Square', pattern: /sq0csp-[A-Za-z0-9_-]{43}/u },
  { name: 'Square access token', provider: 'Square', pattern: /sq0atp-[A-Za-z0-9_-]{22}/u },
];

/** Base64 of mere zeros starts the same: `EAAAAAAA…`. */
function mixed(token: string): boolean {
  return !token.includes('AAAAAA') && /\d/u.test(token);
}
