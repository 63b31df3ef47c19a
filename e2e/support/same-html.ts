const TAG = /\[agn[^\]]*\]/g;
const LINK = /(href=["'])(https?:\/\/[^"']*)/gi;

/**
 * Compares the HTML that arrived with the HTML that was pasted: outside of links, tags and what stands right behind
 * `<body …>` (pixel and hidden preheader) every character must be the same.
 * @returns what stands in the places of links and tags, in order, and what was put behind `<body …>`
 */
export function differences(pasted: string, arrived: string): { filled: string[]; inserted: string } {
  const source = pasted.replace(/\r\n?|\n/g, '\r\n');
  const body = /<body[^>]*>/i.exec(source);
  if (!body) throw new Error('the pasted HTML has no <body>');
  const bodyEnd = body.index + body[0].length;
  const holes: { start: number; end: number }[] = [];
  for (const match of source.matchAll(TAG))
    holes.push({ start: match.index, end: match.index + match[0].length });
  for (const match of source.matchAll(LINK)) {
    const start = match.index + (match[1] ?? '').length;
    if (!holes.some((hole) => hole.start >= start && hole.end <= match.index + match[0].length)) {
      holes.push({ start, end: match.index + match[0].length });
    }
  }
  holes.sort((a, b) => a.start - b.start);
  const filled: string[] = [];
  let inserted = '';
  let at = 0;
  let position = 0;
  const expect = (text: string): void => {
    if (!arrived.startsWith(text, position)) {
      throw new Error(
        `differs at ${position}: expected ${JSON.stringify(text.slice(0, 80))}, got ${JSON.stringify(arrived.slice(position, position + 80))}`,
      );
    }
    position += text.length;
  };
  /** Moves over what was filled in, up to the next piece of the pasted text. */
  const skipTo = (next: string): string => {
    const found = next === '' ? arrived.length : arrived.indexOf(next, position);
    if (found < 0) throw new Error(`not found behind ${position}: ${JSON.stringify(next.slice(0, 80))}`);
    const text = arrived.slice(position, found);
    position = found;
    return text;
  };
  const cuts = [
    ...holes.map((hole) => ({ ...hole, insert: false })),
    { start: bodyEnd, end: bodyEnd, insert: true },
  ];
  cuts.sort((a, b) => a.start - b.start);
  for (const [index, cut] of cuts.entries()) {
    expect(source.slice(at, cut.start));
    at = cut.end;
    const next = source.slice(at, cuts[index + 1]?.start ?? source.length);
    const text = skipTo(next.slice(0, 200));
    if (cut.insert) inserted = text;
    else filled.push(text);
  }
  expect(source.slice(at));
  if (position !== arrived.length)
    throw new Error(`more behind the end: ${JSON.stringify(arrived.slice(position, position + 80))}`);
  return { filled, inserted };
}
