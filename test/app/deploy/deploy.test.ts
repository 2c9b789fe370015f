import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** The settings that the app reads. */
const settings = new Set(
  [...read('app/config.ts').matchAll(/'((?:[A-Z]+_)*[A-Z]+)'/g)].flatMap(([, name]) => [
    name!,
    `${name!}_PATH`,
  ]),
);

describe('the image', () => {
  const dockerfile = read('app/deploy/Dockerfile');
  const pins = JSON.parse(read('templates/pins.json')) as {
    images: Record<string, { image: string; tag: string; digest: string }>;
  };

  it('is made of the Node that is pinned, and of nothing else', () => {
    const { image, tag, digest } = pins.images['node']!;
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases)).toEqual(new Set([`${image}:${tag}@${digest}`]));
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const [, minor] = /^\^24\.(\d+)\./.exec(engines.node)!;
    expect(Number(tag.split('.')[1])).toBeGreaterThanOrEqual(Number(minor));
  });

  it('does not run as root, and says whether it is well', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM'));
    expect(last).toMatch(/^USER 65532:65532$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last).not.toContain('--chown');
  });
});

interface Service {
  user: string;
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  secrets: string[];
  ports?: string[];
  read_only: boolean;
  cap_drop: string[];
}

describe('compose.yml', () => {
  const compose = parse(read('app/deploy/compose.yml'), { merge: true }) as {
    services: { app: Service; redis: Service };
    secrets: Record<string, { file: string }>;
  };
  const { app, redis } = compose.services;

  it('gives neither more rights than it needs', () => {
    for (const { user, read_only, cap_drop } of [app, redis]) {
      expect(user).toContain('VAULTMESH_USER:?');
      expect({ read_only, cap_drop }).toEqual({ read_only: true, cap_drop: ['ALL'] });
    }
    expect(app.ports?.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
    expect(redis.ports).toBeUndefined();
  });

  it('has a Redis by digest that keeps what it is given', () => {
    expect(redis.image).toMatch(/^redis:[\d.]+-alpine@sha256:[0-9a-f]{64}$/);
    expect(redis.command?.join(' ')).toContain('--appendonly yes --maxmemory-policy noeviction --maxmemory ');
  });

  it('holds no secret, and brings each as a file that is declared', () => {
    for (const name of [...app.secrets, ...redis.secrets])
      expect(compose.secrets[name]?.file).toContain('VAULTMESH_FOLDER');
    for (const [name, value] of Object.entries(app.environment ?? {})) {
      expect(settings).toContain(name);
      expect(app.secrets).toContain(value.replace('/run/secrets/', ''));
    }
  });
});

describe('the base for Kubernetes', () => {
  const documents = ['workload', 'network']
    .flatMap((name) => parseAllDocuments(read(`app/deploy/kubernetes/${name}.yaml`)))
    .map((document) => document.toJS() as { kind: string; spec: Record<string, unknown> });
  const deployment = documents.find(({ kind }) => kind === 'Deployment') as unknown as {
    spec: {
      replicas: number;
      template: {
        spec: {
          terminationGracePeriodSeconds: number;
          securityContext: object;
          containers: {
            env: { name: string }[];
            securityContext: object;
            resources: object;
            livenessProbe: { httpGet: { path: string } };
            readinessProbe: { httpGet: { path: string } };
          }[];
        };
      };
    };
  };
  const pod = deployment.spec.template.spec;
  const container = pod.containers[0]!;

  it('runs two that share their work', () => {
    expect(deployment.spec.replicas).toBe(2);
    expect(container.env.map(({ name }) => name)).toContain('REDIS_URL_PATH');
    expect(container.livenessProbe.httpGet.path).toBe('/livez');
    expect(container.readinessProbe.httpGet.path).toBe('/readyz');
  });

  it('tells them only what the app reads', () => {
    for (const { name } of container.env) expect(settings).toContain(name);
  });

  it('gives them no more rights than they need', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.resources).toHaveProperty('limits.memory');
  });

  it('waits longer for them to stop than they wait for their work', () => {
    const [, patience] = /const PATIENCE = ([\d_]+);/.exec(read('app/start-app.ts'))!;
    expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThan(Number(patience!.replaceAll('_', '')));
  });

  it('holds no secret', () => {
    expect(documents.map(({ kind }) => kind)).not.toContain('Secret');
  });
});
