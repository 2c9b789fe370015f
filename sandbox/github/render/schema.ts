import type { components } from '@octokit/openapi-types';

/** The type of an object in GitHub's OpenAPI document. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
