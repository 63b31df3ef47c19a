import { fallbackColumn, tagDefinition } from './tag-catalogue.js';
import { parseTags } from './tag-parser.js';

/** Columns of recipients that the tags of a text name, in lower case: `[agnDB column="city"]`, `[agnCity]`. */
export function columnsIn(text: string): Set<string> {
  const columns = new Set<string>();
  for (const node of parseTags(text).nodes) {
    if (node.kind !== 'tag') continue;
    const definition = tagDefinition(node.name);
    if (!definition) columns.add(fallbackColumn(node.name));
    for (const { name, value } of node.parameters) {
      if (name === 'column') columns.add(value.trim().toLowerCase());
    }
  }
  return columns;
}
