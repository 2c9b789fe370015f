import { AUTHENTICATED, route } from '../http/route.ts';
import { ok } from '../http/reply.ts';

export const graphqlRoute = route('POST /graphql', AUTHENTICATED, () => ok({ data: null }));
