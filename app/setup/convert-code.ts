import { z } from 'zod';
import { VaultMeshError } from '../../core/common/error.ts';

/** What GitHub says once of an app that it made, as far as it is kept; the client secret is not. */
const NewApp = z.object({
  id: z.int().positive(),
  html_url: z.url(),
  pem: z.string().startsWith('-----BEGIN '),
  webhook_secret: z.string().min(1),
});
export type NewApp = z.infer<typeof NewApp>;

/** In ms. */
const TIMEOUT = 30_000;

/** Gives the code that GitHub sent for the app and its keys; it works once. Throws `network` when GitHub does not give them. */
export async function convertCode(api: string, code: string): Promise<NewApp> {
  const call = `POST ${api}/app-manifests/…/conversions`;
  const remedy = 'Delete the new app under Settings > Developer settings > GitHub Apps, and run this again.';
  let answer: Response;
  let body: unknown;
  try {
    answer = await fetch(`${api}/app-manifests/${encodeURIComponent(code)}/conversions`, {
      method: 'POST',
      headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
      signal: AbortSignal.timeout(TIMEOUT),
      redirect: 'error',
    });
    body = await answer.json();
  } catch (cause) {
    throw new VaultMeshError('network', `GitHub did not answer ${call}. ${remedy}`, { cause });
  }
  const app = NewApp.safeParse(body);
  // What is wrong in it is not told: it may hold keys.
  if (answer.status === 201 && app.success) return app.data;
  throw new VaultMeshError(
    'network',
    `GitHub answered ${answer.status} to ${call}, without an app's keys. ${remedy}`,
  );
}
