import { randomBytes } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { json, plainText, type ServiceHandler } from './http-service.ts';

/** The claims that a workflow run's identity token carries beside the registered ones; see `runner/oidc-claims.ts`. */
export type TokenClaims = Readonly<Record<string, string>> & { readonly sub: string };

/** What a job with `id-token: write` gets: the values of ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN. */
export interface TokenGrant {
  readonly requestUrl: string;
  readonly requestToken: string;
  /** After this the request token is refused. */
  revoke(): void;
}

export interface OidcIssuer {
  /** The value of `iss`. */
  readonly issuer: string;
  /** An RS256 identity token, valid for five minutes. */
  issueToken(claims: TokenClaims, audience: string): Promise<string>;
  /** Lets the holder of the request token fetch identity tokens with these claims, for any audience. */
  grant(claims: TokenClaims): TokenGrant;
  /** The claims of a token of this issuer for this audience; rejects when signature, times or audience are wrong. */
  verify(token: string, audience: string): Promise<JWTPayload>;
}

const LIFETIME_SECONDS = 300;
const KEY_ID = 'sandbox-1';

/** An OpenID Connect issuer as GitHub's: discovery, JWKS, and the token endpoint that the Actions toolkit asks. */
export async function createOidcIssuer(
  issuer: string,
): Promise<{ oidc: OidcIssuer; handler: ServiceHandler }> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
  const keySet = createLocalJWKSet(jwks);
  const grants = new Map<string, TokenClaims>();

  const issueToken: OidcIssuer['issueToken'] = (claims, audience) =>
    new SignJWT({ ...claims, jti: randomBytes(16).toString('hex') })
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS} s`)
      .sign(privateKey);

  const oidc: OidcIssuer = {
    issuer,
    issueToken,
    grant: (claims) => {
      const requestToken = randomBytes(32).toString('base64url');
      grants.set(requestToken, claims);
      return {
        // The toolkit appends `&audience=…`, so the address has a query already, as GitHub's has.
        requestUrl: `${issuer}/idtoken?api-version=2.0`,
        requestToken,
        revoke: () => grants.delete(requestToken),
      };
    },
    verify: async (token, audience) => (await jwtVerify(token, keySet, { issuer, audience })).payload,
  };

  const handler: ServiceHandler = async ({ method, url, headers }) => {
    if (method !== 'GET') return plainText(405, 'Use GET.');
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(200, discovery(issuer));
      case '/.well-known/jwks':
        return json(200, jwks);
      case '/idtoken': {
        const claims = grants.get(/^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '');
        if (claims === undefined) return json(401, { message: 'The request token is not valid.' });
        const audience = url.searchParams.get('audience') ?? claims['repository_owner'] ?? issuer;
        return json(200, { value: await issueToken(claims, audience) });
      }
      default:
        return plainText(404, 'Not found.');
    }
  };
  return { oidc, handler };
}

const discovery = (issuer: string): object => ({
  issuer,
  jwks_uri: `${issuer}/.well-known/jwks`,
  subject_types_supported: ['public'],
  response_types_supported: ['id_token'],
  id_token_signing_alg_values_supported: ['RS256'],
  scopes_supported: ['openid'],
});
