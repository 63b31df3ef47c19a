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
  const { file, filename } = part;
  return { fileName: filename, content: file, wasCut: () => file.truncated };
}
