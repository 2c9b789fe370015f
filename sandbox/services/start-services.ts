import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initializeCA, initializeCTLog } from '@sigstore/mock/dist/fulcio/index.js';
import { initializeTLog } from '@sigstore/mock/dist/rekor/index.js';
import type { Fault } from './fault.ts';
import { fulcioHandler } from './fulcio-handler.ts';
import { startHttpService, type HttpService } from './http-service.ts';
import { createOidcIssuer, type OidcIssuer } from './oidc-issuer.ts';
import { otherQuestions } from './other-questions.ts';
import { rekorHandler } from './rekor-handler.ts';
import { createTimestampAuthority } from './timestamp-authority.ts';
import { trustedRoot } from './trusted-root.ts';
import { tsaHandler } from './tsa-handler.ts';

export type ServiceName = 'oidc' | 'fulcio' | 'rekor' | 'tsa';

export interface Services {
  readonly oidc: OidcIssuer;
  readonly fulcioUrl: string;
  readonly rekorUrl: string;
  readonly tsaUrl: string;
  /** A Sigstore trusted_root.json object that covers all of them. */
  readonly trustedRoot: object;
  /** PEM of the TSA's root certificate. */
  readonly tsaRoot: string;
  /** Breaks one service in one way until it is called with `undefined`. */
  setFault(service: ServiceName, fault: Fault | undefined): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts an OIDC issuer, Fulcio, Rekor and an RFC 3161 TSA on free loopback ports, each with fresh keys.
 * `serverUrl` is the web address of the GitHub whose workflows are certified; `certificateLog: false` makes a Fulcio
 * that puts its certificates on no transparency log.
 */
export async function startServices(
  options: { serverUrl?: string; certificateLog?: false } = {},
): Promise<Services> {
  const serverUrl = options.serverUrl ?? 'https://github.com';
  // Certificates and log entries count in whole seconds, so trust begins with this one.
  const validFrom = new Date(Math.floor(Date.now() / 1000) * 1000);
  const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-services-'));
  const started: HttpService[] = [];
  const start = async (): Promise<HttpService> => {
    const service = await startHttpService();
    started.push(service);
    return service;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((service) => service.stop()));
    await rm(directory, { recursive: true, force: true });
  };

  try {
    const servers: Record<ServiceName, HttpService> = {
      oidc: await start(),
      fulcio: await start(),
      rekor: await start(),
      tsa: await start(),
    };
    const { oidc, handler } = await createOidcIssuer(servers.oidc.url);
    const ctLog = await initializeCTLog(newKeyPair());
    const ca = await initializeCA(newKeyPair(), options.certificateLog === false ? undefined : ctLog);
    const logKey = newKeyPair();
    const authority = await createTimestampAuthority(directory);
    servers.oidc.serve(handler, otherQuestions.oidc);
    servers.fulcio.serve(fulcioHandler(ca, oidc, serverUrl), otherQuestions.fulcio);
    servers.rekor.serve(rekorHandler(await initializeTLog(servers.rekor.url, logKey)), otherQuestions.rekor);
    servers.tsa.serve(tsaHandler(authority), otherQuestions.tsa);

    return {
      oidc,
      fulcioUrl: servers.fulcio.url,
      rekorUrl: servers.rekor.url,
      tsaUrl: servers.tsa.url,
      trustedRoot: trustedRoot({
        fulcio: { url: servers.fulcio.url, root: bytes(ca.rootCertificate) },
        ctLogKey: bytes(ctLog.publicKey),
        rekor: { url: servers.rekor.url, key: logKey.publicKey.export({ type: 'spki', format: 'der' }) },
        tsa: { url: servers.tsa.url, chain: authority.chain },
        validFrom,
      }),
      tsaRoot: authority.chain.at(-1) ?? '',
      setFault: (service, fault) => servers[service].setFault(fault),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const newKeyPair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

const bytes = (view: ArrayBufferView): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
