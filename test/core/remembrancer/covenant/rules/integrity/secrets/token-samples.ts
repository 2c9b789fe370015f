import { checksum, randomText } from '../../../example-secrets.ts';

const HEX = '0123456789abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE62 = `${LETTERS}0123456789`;
const BASE64 = `${BASE62}+/`;
const WEB64 = `${BASE62}_-`;
const DIGITS = '0123456789';

/**
 * Makes one secret of each kind of each provider, put together at run time so that none stands in this file. `seed` decides
 * the random parts.
 */
export function tokenSamples(seed: string): readonly (readonly [name: string, token: string])[] {
  let count = 0;
  const r = (length: number, alphabet = BASE62): string => randomText(`${seed}/${count++}`, length, alphabet);
  const checked = (prefix: string): string => {
    const random = r(30);
    return `${prefix}_${random}${checksum(random)}`;
  };
  const json = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [
    ['GitHub personal access token (classic)', checked('ghp')],
    ['GitHub OAuth token', checked('gho')],
    ['GitHub app token', checked('ghu')],
    ['GitHub app token', checked('ghs')],
    ['GitHub refresh token', checked('ghr')],
    ['GitHub personal access token (fine-grained)', `github_pat_${r(22)}_${r(59)}`],
    ['GitLab token', `glpat-${r(20, WEB64)}`],
    ['GitLab token', `glrt-t1_${r(27)}.01.${r(9, LOWER)}`],
    ['GitLab token', `glptt-${r(40, HEX)}`],
    ['Bitbucket app password', `ATBB${r(32)}aA1`.slice(0, 33) + 'aA1'],
    ['Atlassian API token', `ATATT3xFfGF0${r(180, WEB64)}`],
    ['Linear API key', `lin_api_${r(40)}`],
    ['Notion integration token', `ntn_${r(11, DIGITS)}${r(35)}`],
    ['Postman API key', `PMAK-${r(24, HEX)}-${r(34, HEX)}`],
    ['Azure DevOps personal access token', `${r(76)}AZDO${r(4)}`],
    ['npm access token', checked('npm')],
    ['PyPI API token', `pypi-AgEIcHlwaS5vcmc${r(120, WEB64)}`],
    ['crates.io API token', `cio${r(31)}7`],
    ['RubyGems API key', `rubygems_${r(48, HEX)}`],
    ['NuGet API key', `oy2${r(43, LOWER)}`],
    ['Docker Hub access token', `dckr_pat_${r(27, WEB64)}`],
    ['Clojars deploy token', `CLOJARS_${r(60, HEX)}`],
    ['Artifactory API key', `AKCp${r(69)}`],
    ['AWS access key id', `AKIA${r(16, BASE32)}`],
    ['Amazon Bedrock API key', `ABSK${r(128, BASE62)}`],
    ['Google API key', `AIza${r(35, WEB64)}`],
    ['Google OAuth client secret', `GOCSPX-${r(28, WEB64)}`],
    ['Azure storage account key', `AccountKey=${r(86, BASE64)}==`],
    ['Azure storage account key', `${r(76, BASE64)}+ASt${r(5, BASE64)}A==`],
    ['Azure API key', `${r(52)}JQQJ99${r(26)}`],
    ['Microsoft Entra client secret', `${r(3)}8Q~${r(34, WEB64)}`],
    ['DigitalOcean token', `dop_v1_${r(64, HEX)}`],
    ['Heroku API key', `HRKU-AA${r(58, WEB64)}`],
    ['Cloudflare API token', `cfut_${r(40)}${r(8, HEX)}`],
    ['Alibaba Cloud access key id', `LTAI${r(18)}a1`],
    ['Stripe live key', `sk_live_${r(24)}`],
    ['Shopify access token', `shpat_${r(32, HEX)}`],
    ['Square access token', `EAAA${r(59, WEB64)}1`],
    ['Square access token', `sq0atp-${r(22, WEB64)}`],
    ['Square OAuth secret', `sq0csp-${r(43, WEB64)}`],
    ['Slack token', `xoxb-${r(12, DIGITS)}-${r(12, DIGITS)}-${r(24)}`],
    ['Slack configuration token', `xoxe.xoxp-1-${r(163, UPPER)}`],
    ['Slack app token', `xapp-1-A${r(10, UPPER)}-${r(13, DIGITS)}-${r(64, HEX)}`],
    ['Slack webhook', `https://hooks.slack.com/services/T${r(8, UPPER)}/B${r(8, UPPER)}/${r(24)}`],
    ['Discord webhook', `https://discord.com/api/webhooks/${r(18, DIGITS)}/${r(68, WEB64)}`],
    ['Telegram bot token', `${r(10, DIGITS)}:AA${r(33, WEB64)}`],
    ['SendGrid API key', `SG.${r(22, WEB64)}.${r(43, WEB64)}`],
    ['Mailgun API key', `key-${r(32, HEX)}`],
    ['Mailchimp API key', `${r(32, HEX)}-us12`],
    ['Twilio API key', `SK${r(32, HEX)}`],
    ['Brevo API key', `xkeysib-${r(64, HEX)}-${r(16)}`],
    ['OpenAI API key', `sk-proj-${r(74, WEB64)}T3BlbkFJ${r(74, WEB64)}`],
    ['OpenAI API key', `sk-${r(20)}T3BlbkFJ${r(20)}`],
    ['Anthropic API key', `sk-ant-api03-${r(93, WEB64)}AA`],
    ['Hugging Face access token', `hf_${r(34, LETTERS)}`],
    ['Perplexity API key', `pplx-${r(48)}`],
    ['Groq API key', `gsk_${r(52)}`],
    ['HashiCorp Vault token', `hvs.CAESI${r(90, WEB64)}`],
    ['HCP Terraform token', `${r(14)}.atlasv1.${r(67)}`],
    ['Pulumi access token', `pul-${r(40, HEX)}`],
    ['Grafana service account token', `glsa_${r(32)}_${r(8, HEX)}`],
    ['Grafana Cloud token', `glc_${json({ o: r(6, DIGITS), n: 'stack-1-read', k: r(24) })}`],
    ['New Relic key', `NRAK-${r(27, UPPER)}`],
    ['Sentry user token', `sntryu_${r(64, HEX)}`],
    [
      'Sentry organization token',
      `sntrys_${json({ iat: 1.5, url: 'https://sentry.io', org: r(8) })}_${r(43, BASE64)}`,
    ],
    ['Databricks token', `dapi${r(32, HEX)}`],
    ['Datadog token', `ddpat_${r(36)}`],
    ['Dynatrace token', `dt0c01.${r(24, BASE32)}.${r(64, BASE32)}`],
    ['Doppler token', `dp.pt.${r(43)}`],
    ['Doppler token', `dp.st.dev.${r(43)}`],
    ['Fly.io access token', `fo1_${r(43, WEB64)}`],
    ['PlanetScale credential', `pscale_tkn_${r(43, WEB64)}`],
    ['Tailscale key', `tskey-auth-${r(12)}CNTRL-${r(32)}`],
  ];
}
