/** An expression of a workflow or action file, without `${{` and `}}`. */
export class Expression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A part of a workflow or action file whose expressions are not evaluated yet. */
export type Template = string | number | boolean | null | Expression | readonly Template[] | TemplateMap;

export type TemplateMap = ReadonlyMap<string, Template>;

export function isTemplateMap(template: Template | undefined): template is TemplateMap {
  return template instanceof Map;
}

export function isTemplateList(template: Template | undefined): template is readonly Template[] {
  return Array.isArray(template);
}

/** Every expression in `template`, in the order of the file. */
export function* expressionsOf(template: Template): Generator<Expression> {
  if (template instanceof Expression) yield template;
  else if (isTemplateList(template)) for (const item of template) yield* expressionsOf(item);
  else if (isTemplateMap(template)) for (const item of template.values()) yield* expressionsOf(item);
}
