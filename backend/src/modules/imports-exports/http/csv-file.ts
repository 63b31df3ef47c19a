import { StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';

/** For what the browser saves; RFC 6266 §4.1 with the name of RFC 8187 for other than ASCII letters. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\w .-]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

/** A CSV file that the browser saves. */
export function csvFile(content: AsyncIterable<string>, name: string): StreamableFile {
  return new StreamableFile(Readable.from(content, { objectMode: false }), {
    type: 'text/csv; charset=utf-8',
    disposition: dispositionOf(name),
  });
}
