import type { ProviderToken } from '../provider-token.ts';

/** Tokens that send messages: chat, mail, telephone. */
export const MESSAGING: readonly ProviderToken[] = [
  {
    name: 'Slack token',
    provider: 'Slack',
    pattern: /xox[abeoprs]-\d{8,14}-[A-Za-z0-9-]{18,100}/u,
  },
  { name: 'Slack configuration token', provider: 'Slack', pattern: /xox[ebp]-\d-[A-Z0-9]{140,170}/iu },
  { name: 'Slack app token', provider: 'Slack', pattern: /xapp-\d-[A-Z0-9]{9,13}-\d{10,14}-[a-f0-9]{64}/u },
  {
    name: 'Slack webhook',
    provider: 'Slack',
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[TE][A-Z0-9]{6,14}\/[A-Za-z0-9/]{20,64}/u,
  },
  {
    name: 'Discord webhook',
    provider: 'Discord',
    pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[A-Za-z0-9_-]{60,80}/u,
  },
  {
    name: 'Telegram bot token',
    provider: 'Telegram',
    pattern: /:AA(?<=\d{8}:AA)[A-Za-z0-9_-]{33}/u,
    before: 8,
  },
  { name: 'SendGrid API key', provider: 'SendGrid', pattern: /SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/u },
  { name: 'Mailgun API key', provider: 'Mailgun', pattern: /key-[a-f0-9]{32}/u },
  {
    name: 'Mailchimp API key',
    provider: 'Mailchimp',
    pattern: /-us\d{1,2}(?<=[a-f0-9]{32}-us\d{1,2})/u,
    before: 32,
  },
  { name: 'Twilio API key', provider: 'Twilio', pattern: /SK[a-f0-9]{32}/u },
  { name: 'Brevo API key', provider: 'Brevo', pattern: /xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}/u },
];
