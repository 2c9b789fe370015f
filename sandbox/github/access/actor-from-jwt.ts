import { decodeJwt, errors, jwtVerify } from 'jose';
import { ApiError } from '../http/api-error.ts';
import type { Hub } from '../hub.ts';
import type { App } from '../state/app.ts';
import type { Actor } from './actor.ts';

/** GitHub's limit on the life of an app's JWT, in seconds. */
const MAX_LIFE = 600;

/** Verifies the RS256 JWT by which an app says who it is. Throws 401 with GitHub's own words for what is wrong. */
export async function actorFromJwt(hub: Hub, jwt: string): Promise<Actor> {
  const app = appOf(hub, jwt);
  const now = hub.clock();
  try {
    const { payload } = await jwtVerify(jwt, app.publicKey, {
      algorithms: ['RS256'],
      currentDate: now,
      requiredClaims: ['iat', 'exp', 'iss'],
    });
    if ((payload.exp ?? Infinity) - now.getTime() / 1000 > MAX_LIFE) {
      throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future");
    }
    if ((payload.iat ?? Infinity) > now.getTime() / 1000) {
      throw new ApiError(
        401,
        "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
      );
    }
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new ApiError(
        401,
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      );
    }
    if (error instanceof errors.JOSEError) {
      throw new ApiError(401, 'A JSON web token could not be decoded');
    }
    throw error;
  }
  return { kind: 'app', app };
}

/** `iss` is the app's id or its client id. */
function appOf(hub: Hub, jwt: string): App {
  let issuer: string;
  try {
    issuer = String(decodeJwt(jwt).iss);
  } catch {
    throw new ApiError(401, 'A JSON web token could not be decoded');
  }
  const app = [...hub.state.apps.values()].find(
    (one) => one.webhook !== undefined && (String(one.id) === issuer || one.clientId === issuer),
  );
  if (app === undefined) throw new ApiError(404, 'Integration not found');
  return app;
}
