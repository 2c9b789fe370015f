import { ApiError } from '../http/api-error.ts';
import type { Hub } from '../hub.ts';
import type { Actor } from './actor.ts';
import { actorFromJwt } from './actor-from-jwt.ts';

/**
 * The actor behind an `Authorization` header: `token T`, `Bearer T` (T may be an app's JWT), or Basic with the token
 * as password, as git sends it. No header is the anonymous actor; a wrong one is 401 `Bad credentials`.
 */
export async function authenticate(hub: Hub, header: string | undefined): Promise<Actor> {
  if (header === undefined || header === '') return { kind: 'anonymous' };
  const [scheme = '', value = ''] = header.split(/ +/, 2);
  switch (scheme.toLowerCase()) {
    case 'basic': {
      const [, user = '', password = ''] =
        /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
      return actorOfToken(hub, password === '' || password === 'x-oauth-basic' ? user : password);
    }
    case 'bearer':
    case 'token':
      return value.split('.').length === 3 ? actorFromJwt(hub, value) : actorOfToken(hub, value);
    default:
      throw badCredentials();
  }
}

function actorOfToken(hub: Hub, value: string): Actor {
  const token = hub.state.tokens.get(value);
  if (token === undefined || (token.expiresAt !== undefined && token.expiresAt <= hub.clock())) {
    throw badCredentials();
  }
  return token.actor;
}

const badCredentials = (): ApiError => new ApiError(401, 'Bad credentials');
