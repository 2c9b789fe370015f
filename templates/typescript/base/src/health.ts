import type { FastifyInstance } from 'fastify';
import { SERVICE } from './settings.ts';

/** Whether the process wants requests. */
export class Readiness {
  #draining = false;
  readonly #dependencies: (() => boolean)[] = [];

  /** Needs `connected` to be ready. It is asked often, so it only looks at what is known. */
  dependOn(connected: () => boolean): void {
    this.#dependencies.push(connected);
  }

  /** Asks for no further requests, for good. */
  drain(): void {
    this.#draining = true;
  }

  get status(): 'ready' | 'draining' | 'disconnected' {
    if (this.#draining) return 'draining';
    return this.#dependencies.every((connected) => connected()) ? 'ready' : 'disconnected';
  }
}

/** The routes that people, balancers and kubelets ask. */
export function addHealth(http: FastifyInstance, readiness: Readiness): void {
  http.get('/', () => ({ status: 'ok', service: SERVICE }));
  http.get('/health', () => ({ healthy: true }));
  // Says nothing about dependencies: a restart would not mend them.
  http.get('/livez', () => ({ status: 'alive' }));
  http.get('/readyz', (_request, reply) => {
    const { status } = readiness;
    void reply.code(status === 'ready' ? 200 : 503);
    return { status };
  });
}
