/** One X.509 extension of a Fulcio certificate; `legacy` ones hold the bare text instead of a DER UTF8String. */
export interface CertificateExtension {
  readonly oid: string;
  readonly value: string;
  readonly legacy?: boolean;
}

const ARC = '1.3.6.1.4.1.57264.1';

/**
 * The extensions that Fulcio derives from a GitHub identity token (sigstore/fulcio docs/oid-info.md). `serverUrl` is
 * GitHub's web address, e.g. `https://github.com`.
 */
export function certificateExtensions(
  claims: Readonly<Record<string, unknown>>,
  serverUrl: string,
): CertificateExtension[] {
  const claim = (name: string): string | undefined => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const at = (name: string, suffix = ''): string | undefined => {
    const value = claim(name);
    return value === undefined ? undefined : `${serverUrl}/${value}${suffix}`;
  };
  const legacy: readonly (string | undefined)[] = [
    claim('iss'),
    claim('event_name'),
    claim('sha'),
    claim('workflow'),
    claim('repository'),
    claim('ref'),
  ];
  const current: readonly (readonly [number, string | undefined])[] = [
    [8, claim('iss')],
    [9, at('job_workflow_ref')],
    [10, claim('job_workflow_sha')],
    [11, claim('runner_environment')],
    [12, at('repository')],
    [13, claim('sha')],
    [14, claim('ref')],
    [15, claim('repository_id')],
    [16, at('repository_owner')],
    [17, claim('repository_owner_id')],
    [18, at('workflow_ref')],
    [19, claim('workflow_sha')],
    [20, claim('event_name')],
    [21, at('repository', `/actions/runs/${claim('run_id') ?? ''}/attempts/${claim('run_attempt') ?? ''}`)],
    [22, claim('repository_visibility')],
  ];
  return [
    ...legacy.flatMap((value, index) =>
      value === undefined ? [] : [{ oid: `${ARC}.${index + 1}`, value, legacy: true }],
    ),
    ...current.flatMap(([number, value]) =>
      value === undefined ? [] : [{ oid: `${ARC}.${number}`, value }],
    ),
  ];
}
