import { repositoryRoutes } from './repositories.ts';

/** Every REST route of the sandbox. */
export const REST_ROUTES = [...repositoryRoutes];
