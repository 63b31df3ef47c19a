export type Parameter = string | number | boolean | null | Buffer;

/** A piece of SQL with its bound values, in the order of their marks. */
export interface Sql {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** SQL with pieces in it: `` sql`${column} = ${bound(5)}` ``. What is no piece is text of the program. */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Sql | string)[]): Sql {
  let text = texts[0] ?? '';
  const parameters: Parameter[] = [];
  parts.forEach((part, at) => {
    text += (typeof part === 'string' ? part : part.sql) + (texts[at + 1] ?? '');
    if (typeof part !== 'string') parameters.push(...part.parameters);
  });
  return { sql: text, parameters };
}

export function bound(value: Parameter): Sql {
  return { sql: '?', parameters: [value] };
}

export function boundList(values: readonly Parameter[]): Sql {
  return { sql: marks(values), parameters: values };
}

/** `?, ?, …` for an IN list. */
export function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

export function joined(parts: readonly Sql[], separator: string): Sql {
  return {
    sql: parts.map((part) => part.sql).join(separator),
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

/**
 * Many conditions under one AND or OR, as a tree of pairs: SQLite takes expressions no deeper than 1000, and a plain
 * chain is as deep as it is long.
 */
export function balanced(parts: readonly Sql[], join: 'AND' | 'OR'): Sql {
  const [first] = parts;
  if (!first) return { sql: join === 'AND' ? '1 = 1' : '1 = 0', parameters: [] };
  if (parts.length === 1) return first;
  if (parts.length <= 8) return sql`(${joined(parts, ` ${join} `)})`;
  const middle = Math.ceil(parts.length / 2);
  return sql`(${balanced(parts.slice(0, middle), join)} ${join} ${balanced(parts.slice(middle), join)})`;
}

/** How deep parentheses stand within one another. Marks, names and constants of the program contain none. */
export function nesting({ sql: text }: Sql): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '(') deepest = Math.max(deepest, (depth += 1));
    else if (character === ')') depth -= 1;
  }
  return deepest;
}
