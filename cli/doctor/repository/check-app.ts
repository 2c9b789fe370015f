import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Octokit } from '@octokit/rest';
import { VaultMeshError } from '../../../core/common/error.ts';
import { counted } from '../../../core/common/counted.ts';
import { printable } from '../../../core/common/printable.ts';
import { fullName, type RepositoryName } from '../../../core/github/repository-name.ts';
import { found, hasStatus } from '../../../core/github/status.ts';
import type { Finding } from '../finding.ts';
import { look } from './look.ts';

/** By what a GitHub App shows itself: its number, and the path of a file with a private key of it. */
export interface AppOptions {
  readonly appId?: string;
  readonly appKey?: string;
}

const SETTINGS = 'the settings page of the GitHub App';

/** The app as GitHub knows it. Throws `usage` for options that name none, without a word of what is in the key's file. */
export async function appClient(
  { appId, appKey }: Required<AppOptions>,
  { apiUrl, directory }: { readonly apiUrl: string; readonly directory: string },
): Promise<Octokit> {
  if (!/^[1-9]\d{0,14}$/u.test(appId))
    throw new VaultMeshError(
      'usage',
      `--app-id "${appId}" is no number. It stands at the top of ${SETTINGS}.`,
    );
  const privateKey = await readFile(resolve(directory, appKey), 'utf8').catch((cause: unknown) => {
    throw new VaultMeshError('usage', `--app-key names a file that cannot be read: ${appKey}.`, { cause });
  });
  if (!isRsaKey(privateKey))
    throw new VaultMeshError('usage', `${appKey} is no RSA private key in PEM. Generate one on ${SETTINGS}.`);
  const [{ createAppAuth }, { appGitHubClient }] = await Promise.all([
    import('@octokit/auth-app'),
    import('../../github/github-client.ts'),
  ]);
  return appGitHubClient({ apiUrl, authStrategy: createAppAuth, auth: { appId, privateKey } });
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    // Node's reason may quote the key.
    return false;
  }
}

/** The app, its installation on a repository, where its webhook goes and how the last deliveries went. Nothing is written. */
export async function checkApp(client: Octokit, name: RepositoryName): Promise<Finding[]> {
  const { apps } = client.rest;
  const app = await look('app', undefined, async () => {
    const check = 'app';
    try {
      const { data } = await apps.getAuthenticated();
      const events = data?.events ?? [];
      return events.length > 0
        ? { check, status: 'ok', detail: `${data?.name ?? 'It'} hears of ${events.join(', ')}.` }
        : problem(check, 'The app hears of no events.', `Subscribe to those of app.yml on ${SETTINGS}.`);
    } catch (error) {
      if (!hasStatus(error, 401, 404)) throw error;
      const remedy = `Give the number and a private key that stand on ${SETTINGS}, and see that this machine's clock is right.`;
      return problem(check, 'GitHub knows no app of this number and key.', remedy);
    }
  });
  if (app.status === 'problem') return [app];
  return [
    app,
    await look('installation', undefined, () => checkInstallation(client, name)),
    await look('webhook', undefined, () => checkWebhook(client)),
    await look('deliveries', undefined, () => checkDeliveries(client)),
  ];
}

async function checkInstallation({ rest: { apps } }: Octokit, name: RepositoryName): Promise<Finding> {
  const check = 'installation';
  const installation = (await found(apps.getRepoInstallation(name)))?.data;
  if (installation === undefined) {
    const remedy = 'Install it on the organisation, for this repository or all.';
    return problem(check, `The app is not installed for ${fullName(name)}.`, remedy);
  }
  if (installation.suspended_at)
    return problem(check, 'The installation is suspended.', "Unsuspend it on the organisation's page.");
  const { data } = await apps.getAuthenticated();
  const granted = new Map(Object.entries(installation.permissions));
  const lacking = Object.entries(data?.permissions ?? {})
    .filter(([permission, level]) => granted.get(permission) !== level && granted.get(permission) !== 'write')
    .map(([permission, level]) => `${permission}: ${level}`);
  return lacking.length === 0
    ? { check, status: 'ok', detail: 'It has every permission that the app asks for.' }
    : problem(
        check,
        `An owner has not accepted yet: ${lacking.join(', ')}.`,
        "Accept them on the organisation's page.",
      );
}

async function checkWebhook({ rest: { apps } }: Octokit): Promise<Finding> {
  const check = 'webhook';
  const { url = '', secret, insecure_ssl: insecure } = (await apps.getWebhookConfigForApp()).data;
  const shown = printable(url);
  if (url === '') return problem(check, 'The webhook has no address.', `Enter it on ${SETTINGS}.`);
  if (!secret)
    return problem(
      check,
      `GitHub signs nothing that it delivers to ${shown}.`,
      `Enter a webhook secret on ${SETTINGS}.`,
    );
  if (String(insecure ?? '0') !== '0')
    return problem(
      check,
      `GitHub does not verify the TLS of ${shown}.`,
      `Enable SSL verification on ${SETTINGS}.`,
    );
  return { check, status: 'ok', detail: `GitHub delivers to ${shown}, signed.` };
}

/** The last deliveries, of each the last attempt. */
async function checkDeliveries({ rest: { apps } }: Octokit): Promise<Finding> {
  const check = 'deliveries';
  const { data } = await apps.listWebhookDeliveries({ per_page: 100 });
  const last = [...new Map(data.toReversed().map((delivery) => [delivery.guid, delivery])).values()];
  const [newest] = data;
  if (newest === undefined) {
    return {
      ...{ check, status: 'advice', detail: 'GitHub has delivered nothing in the last days.' },
      remedy: `See that the webhook is active on ${SETTINGS}, and comment /help on an issue.`,
    };
  }
  const failed = last.filter(({ status_code: status }) => status < 200 || status > 299);
  const detail = `${failed.length} of the last ${counted(last.length, 'delivery', 'deliveries')} failed`;
  if (failed.length === 0) return { check, status: 'ok', detail: `${detail}.` };
  const remedy = `Look at them on ${SETTINGS}, under Advanced. The app puts in what it missed when it sweeps, within the hour.`;
  const { status, status_code: code, delivered_at: at } = newest;
  return failed.some(({ guid }) => guid === newest.guid)
    ? problem(check, `${detail}, the newest of ${at} with ${code} ${printable(status)}.`, remedy)
    : { check, status: 'advice', detail: `${detail}; the newest was taken.`, remedy };
}

const problem = (check: string, detail: string, remedy: string): Finding => ({
  ...{ check, status: 'problem', detail, remedy, code: 'policy' },
});
