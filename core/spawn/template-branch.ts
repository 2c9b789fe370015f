/**
 * The branch that holds what the templates made and nothing else, from the first commit on. A later version of the
 * templates is committed there; merging it is a three-way merge, whose base is what the repository last took.
 */
export const TEMPLATE_BRANCH = 'vaultmesh/template';
