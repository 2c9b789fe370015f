import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { fromUtf8 } from '../../core/common/bytes.ts';
import { renderService } from '../../core/spawn/index.ts';
import { request } from '../core/spawn/requests.ts';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: Readonly<Record<string, unknown>>;
}

const manifests = renderService(request(), {})
  .filter(({ path }) => path.startsWith('deploy/base/') && !path.endsWith('kustomization.yaml'))
  .flatMap(({ content }) =>
    parseAllDocuments(fromUtf8(content)).map((document) => document.toJS() as Manifest),
  );

function spec(kind: string): Readonly<Record<string, unknown>> | undefined {
  return manifests.find((manifest) => manifest.kind === kind)?.spec;
}

const itsPods = { matchLabels: { 'app.kubernetes.io/name': 'my-service' } };

describe('deploy/base', () => {
  it('has all that a service needs, under one name', () => {
    expect(manifests.map(({ kind }) => kind).sort()).toEqual([
      ...['Deployment', 'HorizontalPodAutoscaler', 'Namespace', 'NetworkPolicy', 'PodDisruptionBudget'],
      ...['Service', 'ServiceAccount'],
    ]);
    expect(new Set(manifests.map(({ metadata }) => metadata.name))).toEqual(new Set(['my-service']));
  });

  it('leaves the number of pods to the autoscaler: 2 to 10', () => {
    expect(spec('Deployment')).not.toHaveProperty('replicas');
    expect(spec('HorizontalPodAutoscaler')).toMatchObject({ minReplicas: 2, maxReplicas: 10 });
  });

  it('passes the restricted Pod Security Standard', () => {
    expect(spec('Deployment')).toMatchObject({
      template: {
        spec: {
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
              resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
            },
          ],
        },
      },
    });
  });

  it('waits longer for a pod to end than the pod takes to drain', () => {
    const pod = (spec('Deployment')?.['template'] as { spec: PodSpec }).spec;
    const seconds = pod.containers[0]?.env.map(({ value }) => Number(value)) ?? [];
    expect(seconds).toEqual([5, 20]);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(25);
  });

  it('a broken pod never stops the drain of a node, and selectors find the pods', () => {
    expect(spec('PodDisruptionBudget')).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: itsPods,
    });
    expect(spec('Service')).toMatchObject({ selector: itsPods.matchLabels });
    expect(spec('Deployment')).toMatchObject({
      selector: itsPods,
      template: { metadata: { labels: itsPods.matchLabels } },
    });
  });

  it('the network policy covers both ways and leaves the way to DNS open', () => {
    expect(spec('NetworkPolicy')).toMatchObject({
      podSelector: itsPods,
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ to: [{ podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }] }],
    });
  });

  it.each(['rabbitmq', 'nats'] as const)(
    'leaves the way to %s open at the port that the documents name',
    (mq) => {
      const files = renderService(request({ mq }), {});
      const text = (path: string): string =>
        fromUtf8(files.find((file) => file.path === path)?.content ?? EMPTY);
      const [, port] = /--from-literal=url=\S+:(\d+)/.exec(text('docs/operations.md')) ?? [];
      const policy = parseAllDocuments(text('deploy/base/network.yaml'))
        .map((document) => document.toJS() as Manifest)
        .find(({ kind }) => kind === 'NetworkPolicy');
      const { egress } = policy?.spec as { egress: { ports: { port: number }[] }[] };
      expect(egress[1]?.ports.map((one) => one.port)).toContain(Number(port));
    },
  );
});

const EMPTY = new Uint8Array();

interface PodSpec {
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly { readonly env: readonly { readonly value: string }[] }[];
}
