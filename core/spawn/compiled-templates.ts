/** What nunjucks makes of a template: functions by the name of a block, `root` for all of it. */
export type CompiledTemplate = Readonly<Record<string, unknown>>;

/**
 * The templates that were compiled when this program was built, by their path below `templates/`. The sources of VaultMesh
 * have none: scripts/compiled-templates.ts puts them in this file's place, since to compile takes longer than to render.
 */
export const compiledTemplates: Readonly<Record<string, (() => CompiledTemplate) | undefined>> = {};
