import type { ProviderToken } from './provider-token.ts';
import { CLOUDS } from './providers/clouds.ts';
import { CODE_HOSTING } from './providers/code-hosting.ts';
import { MACHINE_LEARNING } from './providers/machine-learning.ts';
import { MESSAGING } from './providers/messaging.ts';
import { OPERATIONS } from './providers/operations.ts';
import { PACKAGE_REGISTRIES } from './providers/package-registries.ts';
import { PAYMENTS } from './providers/payments.ts';

/** All that is known of the secrets of providers. */
export const PROVIDER_TOKENS: readonly ProviderToken[] = [
  ...CODE_HOSTING,
  ...PACKAGE_REGISTRIES,
  ...CLOUDS,
  ...PAYMENTS,
  ...MESSAGING,
  ...MACHINE_LEARNING,
  ...OPERATIONS,
];
