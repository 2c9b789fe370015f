import type { ProviderToken } from '../provider-token.ts';

/** Tokens of what deploys, keeps secrets and watches. */
export const OPERATIONS: readonly ProviderToken[] = [
  {
    name: 'HashiCorp Vault token',
    provider: 'HashiCorp Vault',
    pattern: /hv[brs]\.[A-Za-z0-9_-]{90,300}/u,
  },
  {
    name: 'HCP Terraform token',
    provider: 'HCP Terraform',
    pattern: /\.atlasv1\.(?<=[A-Za-z0-9]{14}\.atlasv1\.)[A-Za-z0-9_=-]{60,70}/u,
    before: 14,
  },
  { name: 'Pulumi access token', provider: 'Pulumi', pattern: /pul-[a-f0-9]{40}/u },
  {
    name: 'Grafana service account token',
    provider: 'Grafana',
    pattern: /glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}/u,
  },
  {
    name: 'Grafana Cloud token',
    provider: 'Grafana',
    pattern: /glc_eyJ[A-Za-z0-9+/]{30,400}={0,2}/u,
    // The key is one member of it; the others are names.
    holds: (token) => /"k":\s?"[^"]{16,}"/u.test(Buffer.from(token.slice(4), 'base64').toString()),
  },
  { name: 'New Relic key', provider: 'New Relic', pattern: /NR(?:AK|II)-[A-Za-z0-9_-]{27,32}/u },
  { name: 'Sentry user token', provider: 'Sentry', pattern: /sntryu_[a-f0-9]{64}/u },
  {
    name: 'Sentry organization token',
    provider: 'Sentry',
    pattern: /sntrys_eyJ[A-Za-z0-9+/=]{40,400}_[A-Za-z0-9+/]{43}/u,
  },
  { name: 'Databricks token', provider: 'Databricks', pattern: /dapi[a-f0-9]{32}(?:-\d)?/u },
  { name: 'Datadog token', provider: 'Datadog', pattern: /dd(?:pat|ap)_[A-Za-z0-9_]{30,80}/u },
  { name: 'Dynatrace token', provider: 'Dynatrace', pattern: /dt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}/u },
  {
    name: 'Doppler token',
    provider: 'Doppler',
    pattern: /dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}/u,
  },
  { name: 'Fly.io access token', provider: 'Fly.io', pattern: /fo1_[A-Za-z0-9_-]{43}/u },
  {
    name: 'PlanetScale credential',
    provider: 'PlanetScale',
    pattern: /pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_-]{16}[A-Za-z0-9_.=-]{16,48}/u,
  },
  {
    name: 'Tailscale key',
    provider: 'Tailscale',
    pattern: /tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{8,32}-[A-Za-z0-9]{20,48}/u,
  },
];
