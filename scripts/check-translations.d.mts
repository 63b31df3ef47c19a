export function placeholders(text: string): string[];
export function compare(
  source: Record<string, string>,
  german: ReadonlyMap<string, string>,
  inCode?: (id: string) => boolean,
): string[];
