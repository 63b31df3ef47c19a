import { SaxesParser, type SaxesAttributePlain } from 'saxes';
import { DomainError } from '../../../core/errors/domain-error.js';

/** Characters without the end of a tag or a text: a cell that is longer than all of a file's rows should be. */
const LONGEST_PIECE = 2_000_000;

export type Attributes = Readonly<Record<string, string>>;

export interface XmlEvents {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Goes through XML piece by piece. Names have no namespace prefix. Documents that declare a type are refused: that is
 * where entities are made that grow.
 * @throws DomainError `file-xml-damaged`, `file-xml-piece`, `file-xml-doctype`
 */
export async function* readXml(
  chunks: AsyncIterable<Buffer>,
  events: XmlEvents,
): AsyncGenerator<undefined, void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let since = 0;
  parser.on('error', (error) => {
    throw new DomainError('invalid', 'file-xml-damaged', { reason: error.message.slice(0, 200) });
  });
  parser.on('doctype', () => {
    throw new DomainError('invalid', 'file-xml-doctype');
  });
  parser.on('opentag', ({ name, attributes }) => {
    since = 0;
    events.open(local(name), plain(attributes));
  });
  parser.on('closetag', ({ name }) => {
    since = 0;
    events.close(local(name));
  });
  parser.on('text', (text) => {
    since = 0;
    events.text(text);
  });
  parser.on('cdata', (text) => {
    since = 0;
    events.text(text);
  });
  for await (const chunk of chunks) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      throw new DomainError('invalid', 'file-xml-damaged', { reason: 'UTF-8' });
    }
    since += text.length;
    parser.write(text);
    if (since > LONGEST_PIECE) throw new DomainError('invalid', 'file-xml-piece');
    yield undefined;
  }
  parser.close();
  yield undefined;
}

const names = new Map<string, string>();

function local(name: string): string {
  let found = names.get(name);
  if (found === undefined) {
    found = name.slice(name.indexOf(':') + 1);
    if (names.size < 1000) names.set(name, found);
  }
  return found;
}

/** Prefixes of attributes stay: in ODF the same name means other things with others. */
function plain(attributes: Record<string, SaxesAttributePlain | string>): Attributes {
  return attributes as Record<string, string>;
}
