import { startRunner, type Runner, type RunnerOptions } from '../../../sandbox/runner/index.ts';
import type { FakeHost } from './fake-host.ts';

/** A runner whose identity tokens lead nowhere, for tests that do not ask for one. */
export function startTestRunner(host: FakeHost, options: Partial<RunnerOptions> = {}): Runner {
  const grant = () => ({
    requestUrl: 'http://127.0.0.1:9/?v=1',
    requestToken: 'oidc-request',
    revoke: () => undefined,
  });
  const services = { oidc: { grant } } as unknown as RunnerOptions['services'];
  return startRunner({ github: host, services, actions: new Map(), directory: host.jobs, ...options });
}
