import type { FastifyRequest } from 'fastify';
import { InvalidInput } from '../../../core/errors/domain-error.js';
import type { Upload } from '../import-files.js';

/**
 * The file of a multipart request, still arriving.
 * @throws InvalidInput `import.no-file`
 */
export async function uploadOf(request: FastifyRequest): Promise<Upload> {
  const part = request.isMultipart() ? await request.file({ throwFileSizeLimit: false }) : undefined;
  if (!part) throw new InvalidInput({ file: { code: 'import.no-file' } });
  const { file, filename, fields } = part;
  // Fields may stand behind the file, too: they are known once it has been read.
  return {
    fileName: filename,
    content: file,
    wasCut: () => file.truncated,
    password: () => textOf(fields['password']),
  };
}

function textOf(field: unknown): string | undefined {
  if (typeof field !== 'object' || field === null || !('value' in field)) return undefined;
  return typeof field.value === 'string' && field.value !== '' ? field.value : undefined;
}
