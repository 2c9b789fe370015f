import type { ProviderToken } from '../provider-token.ts';

/** Keys of model providers. */
export const MACHINE_LEARNING: readonly ProviderToken[] = [
  // In the middle of each stands "OpenAI" in base64.
  {
    name: 'OpenAI API key',
    provider: 'OpenAI',
    pattern: /sk-(?:(?:proj|svcacct|admin)-)?[A-Za-z0-9_-]{20,80}T3BlbkFJ[A-Za-z0-9_-]{20,80}/u,
  },
  {
    name: 'Anthropic API key',
    provider: 'Anthropic',
    pattern: /sk-ant-(?:api|admin|oat|ort)\d\d-[A-Za-z0-9_-]{80,120}AA/u,
  },
  { name: 'Hugging Face access token', provider: 'Hugging Face', pattern: /(?:hf|api_org)_[A-Za-z]{34}/u },
  { name: 'Perplexity API key', provider: 'Perplexity', pattern: /pplx-[A-Za-z0-9]{48}/u },
  { name: 'Groq API key', provider: 'Groq', pattern: /gsk_[A-Za-z0-9]{52}/u },
];
