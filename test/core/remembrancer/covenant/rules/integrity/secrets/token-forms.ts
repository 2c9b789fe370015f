import { checksum, randomText } from '../../../example-secrets.ts';

/** Of `least` to `most` characters of an alphabet. */
export interface Run {
  readonly alphabet: string;
  readonly least: number;
  readonly most: number;
}

/** A fixed text, one of some texts, a run, or what follows from all that stands before it. */
export type Part = string | readonly string[] | Run | ((before: string) => string);

/** What a secret of a provider looks like, told apart from the patterns of the rule. */
export interface TokenForm {
  readonly name: string;
  readonly provider: string;
  readonly parts: readonly Part[];
  /** Set where it is found whatever stands right before it. */
  readonly isFoundInside?: true;
  /** Set where it is one without its end as well. */
  readonly isOneInPart?: true;
}

const runOf = (alphabet: string) => {
  const order = (character: string): string => randomText(`${character} of ${alphabet}`, 8);
  const shuffled = Array.from(alphabet).toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  return (least: number, most = least): Run => ({ alphabet: shuffled.join(''), least, most });
};
const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SMALL = CAPITALS.toLowerCase();
const LETTERS = `${CAPITALS}${SMALL}`;
const BASE62 = `${LETTERS}${DIGITS}`;
const digits = runOf(DIGITS);
const hex = runOf(`${DIGITS}abcdef`);
const anyHex = runOf(`${DIGITS}abcdefABCDEF`);
const small = runOf(`${SMALL}${DIGITS}`);
const capitals = runOf(`${CAPITALS}${DIGITS}`);
const letters = runOf(LETTERS);
const base32 = runOf(`${CAPITALS}234567`);
const base62 = runOf(BASE62);
const base64 = runOf(`${BASE62}+/`);
const web64 = runOf(`${BASE62}_-`);
const base62And = (more: string) => runOf(`${BASE62}${more}`);

const itsChecksum = (before: string): string => checksum(before.slice(before.indexOf('_') + 1));
const checked = (name: string, provider: string, ...parts: readonly Part[]): TokenForm => ({
  name,
  provider,
  parts: [...parts, itsChecksum],
  isFoundInside: true,
});
const form = (name: string, provider: string, ...parts: readonly Part[]): TokenForm => ({
  name,
  provider,
  parts,
});
/** Begins with random characters, of which only the last are looked at. */
const open = (...of: Parameters<typeof form>): TokenForm => ({ ...form(...of), isFoundInside: true });
/** May end before its last full stop, hyphen or equals sign. */
const longer = (...of: Parameters<typeof form>): TokenForm => ({ ...form(...of), isOneInPart: true });

/** JSON with a key of so many characters and 8 others, in base64. */
export const grafanaKey = (length: number): string => btoa(`{"k":"${randomText('k', length)}"}`);

const GITLAB = ['pat', 'dt', 'rt', 'ptt', 'cbt', 'ft', 'imt', 'agent', 'oas', 'soat', 'ffct'];
const DOPPLER = ['pt', 'st', 'ct', 'sa', 'scim', 'audit'];
const PYPI = ['IcHlwaS5vcmc', 'NdGVzdC5weXBpLm9yZw'];

export const TOKEN_FORMS: readonly TokenForm[] = [
  checked('GitHub personal access token (classic)', 'GitHub', 'ghp_', base62(30)),
  checked('GitHub OAuth token', 'GitHub', 'gho_', base62(30)),
  checked('GitHub app token', 'GitHub', 'gh', ['u', 's'], '_', base62(30)),
  checked('GitHub refresh token', 'GitHub', 'ghr_', base62(30)),
  checked('GitHub refresh token', 'GitHub', 'ghr_', base62(70)),
  form('GitHub personal access token (fine-grained)', 'GitHub', 'github_pat_', base62(22), '_', base62(59)),
  form('GitLab token', 'GitLab', 'gl', GITLAB, '-', web64(20, 300)),
  longer('GitLab token', 'GitLab', 'gl', GITLAB, '-', web64(20, 300), '.', small(9)),
  longer('GitLab token', 'GitLab', 'gl', GITLAB, '-', web64(20, 300), '.', digits(2), '.', small(9)),
  form('Bitbucket app password', 'Bitbucket', 'ATBB', base62(32)),
  form('Atlassian API token', 'Atlassian', 'AT', ['A', 'C', 'S'], 'TT3', base62And('_=-')(100, 240)),
  form('Linear API key', 'Linear', 'lin_', ['api', 'oauth'], '_', base62(40, 64)),
  form('Notion integration token', 'Notion', 'ntn_', digits(11), base62(35)),
  form('Postman API key', 'Postman', 'PMAK-', hex(24), '-', hex(34)),
  open('Azure DevOps personal access token', 'Azure DevOps', base62(76), 'AZDO', base62(4)),

  checked('npm access token', 'npm', 'npm_', base62(30)),
  form('PyPI API token', 'PyPI', 'pypi-AgE', PYPI, web64(50, 1000)),
  form('crates.io API token', 'crates.io', 'cio', base62(32)),
  form('RubyGems API key', 'RubyGems', 'rubygems_', hex(48)),
  form('NuGet API key', 'NuGet', 'oy2', small(43)),
  form('Docker Hub access token', 'Docker Hub', 'dckr_', ['p', 'o'], 'at_', web64(27, 32)),
  form('Clojars deploy token', 'Clojars', 'CLOJARS_', hex(60)),
  form('Artifactory API key', 'JFrog', 'AKCp', base62(69)),

  form('AWS access key id', 'AWS', 'A', ['K', 'S'], 'IA', base32(16)),
  longer('Amazon Bedrock API key', 'AWS', 'ABSK', base64(109, 269), ['==', '=', '']),
  form('Google API key', 'Google Cloud', 'AIza', web64(35)),
  form('Google OAuth client secret', 'Google Cloud', 'GOCSPX-', web64(28)),
  form('Azure storage account key', 'Azure', 'AccountKey=', base64(86), '=='),
  open('Azure storage account key', 'Azure', base64(76), '+ASt', base64(5), ['A', 'Q', 'g', 'w'], '=='),
  open('Azure API key', 'Azure', base62(52), 'JQQJ9', ['9', 'D'], base62(26)),
  open(
    'Microsoft Entra client secret',
    'Microsoft Entra',
    base62And('_~.')(3),
    digits(1),
    'Q~',
    base62And('_~.-')(31, 34),
  ),
  form('DigitalOcean token', 'DigitalOcean', 'do', ['o', 'p', 'r'], '_v1_', hex(64)),
  form('Heroku API key', 'Heroku', 'HRKU-AA', web64(58)),
  form('Cloudflare API token', 'Cloudflare', 'cf', ['k', 'ut', 'at'], '_', base62(40), hex(8)),
  form('Alibaba Cloud access key id', 'Alibaba Cloud', 'LTAI', base62(20)),

  form('Stripe live key', 'Stripe', ['s', 'r'], 'k_live_', base62(16, 247)),
  form('Shopify access token', 'Shopify', 'shp', ['at', 'ca', 'pa', 'ss', 'ua'], '_', anyHex(32)),
  form('Square access token', 'Square', 'EAAA', web64(60)),
  form('Square access token', 'Square', 'sq0atp-', web64(22)),
  form('Square OAuth secret', 'Square', 'sq0csp-', web64(43)),

  form(
    'Slack token',
    'Slack',
    'xox',
    ['a', 'b', 'e', 'o', 'p', 'r', 's'],
    '-',
    digits(8, 14),
    '-',
    base62And('-')(18, 100),
  ),
  form('Slack configuration token', 'Slack', 'xox', ['e', 'b', 'p'], '-', digits(1), '-', base62(140, 170)),
  form(
    'Slack app token',
    'Slack',
    'xapp-',
    digits(1),
    '-',
    capitals(9, 13),
    '-',
    digits(10, 14),
    '-',
    hex(64),
  ),
  form(
    'Slack webhook',
    'Slack',
    'hooks.slack.com/',
    ['services', 'workflows', 'triggers'],
    '/',
    ['T', 'E'],
    capitals(6, 14),
    '/',
    base62And('/')(20, 64),
  ),
  form(
    'Discord webhook',
    'Discord',
    'discord',
    ['', 'app'],
    '.com/api/webhooks/',
    digits(17, 20),
    '/',
    web64(60, 80),
  ),
  open('Telegram bot token', 'Telegram', digits(8), ':AA', web64(33)),
  form('SendGrid API key', 'SendGrid', 'SG.', web64(22), '.', web64(43)),
  form('Mailgun API key', 'Mailgun', 'key-', hex(32)),
  open('Mailchimp API key', 'Mailchimp', hex(32), '-us', digits(1, 2)),
  form('Twilio API key', 'Twilio', 'SK', hex(32)),
  form('Brevo API key', 'Brevo', 'xkeysib-', hex(64), '-', base62(16)),

  form(
    'OpenAI API key',
    'OpenAI',
    'sk-',
    ['', 'proj-', 'svcacct-', 'admin-'],
    web64(20, 80),
    'T3BlbkFJ',
    web64(20, 80),
  ),
  form(
    'Anthropic API key',
    'Anthropic',
    'sk-ant-',
    ['api', 'admin', 'oat', 'ort'],
    digits(2),
    '-',
    web64(80, 120),
    'AA',
  ),
  form('Hugging Face access token', 'Hugging Face', ['hf', 'api_org'], '_', letters(34)),
  form('Perplexity API key', 'Perplexity', 'pplx-', base62(48)),
  form('Groq API key', 'Groq', 'gsk_', base62(52)),

  form('HashiCorp Vault token', 'HashiCorp Vault', 'hv', ['b', 'r', 's'], '.', web64(90, 300)),
  open('HCP Terraform token', 'HCP Terraform', base62(14), '.atlasv1.', base62And('_=-')(60, 70)),
  form('Pulumi access token', 'Pulumi', 'pul-', hex(40)),
  form('Grafana service account token', 'Grafana', 'glsa_', base62(32), '_', anyHex(8)),
  longer('Grafana Cloud token', 'Grafana', 'glc_', () => grafanaKey(17)),
  longer('Grafana Cloud token', 'Grafana', 'glc_', () => grafanaKey(294)),
  form('New Relic key', 'New Relic', 'NR', ['AK', 'II'], '-', web64(27, 32)),
  form('Sentry user token', 'Sentry', 'sntryu_', hex(64)),
  form(
    'Sentry organization token',
    'Sentry',
    'sntrys_eyJ',
    () => 'pYXQiOjE3MDAw',
    base62And('+/=')(27, 387),
    '_',
    base64(43),
  ),
  form('Databricks token', 'Databricks', 'dapi', hex(32)),
  longer('Databricks token', 'Databricks', 'dapi', hex(32), '-', digits(1)),
  form('Datadog token', 'Datadog', 'dd', ['pat', 'ap'], '_', base62And('_')(30, 80)),
  form(
    'Dynatrace token',
    'Dynatrace',
    'dt0',
    ['c', 's', 'a', 'z'],
    digits(2),
    '.',
    capitals(24),
    '.',
    capitals(64),
  ),
  form('Doppler token', 'Doppler', 'dp.', DOPPLER, '.', base62(40, 44)),
  form(
    'Doppler token',
    'Doppler',
    'dp.',
    DOPPLER,
    '.',
    runOf(`${SMALL}${DIGITS}_-`)(1, 34),
    () => 'v',
    '.',
    base62(40, 44),
  ),
  form('Fly.io access token', 'Fly.io', 'fo1_', web64(43)),
  form(
    'PlanetScale credential',
    'PlanetScale',
    'pscale_',
    ['tkn', 'pw', 'oauth'],
    '_',
    web64(16),
    base62And('_.=-')(16, 48),
  ),
  form(
    'Tailscale key',
    'Tailscale',
    'tskey-',
    ['auth', 'api', 'client', 'scim', 'webhook'],
    '-',
    base62(8, 32),
    '-',
    base62(20, 48),
  ),
];
