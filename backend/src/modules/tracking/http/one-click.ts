import type { FastifyRequest } from 'fastify';

/** Whether the request is a mail program's `List-Unsubscribe=One-Click`, in either of RFC 8058's two encodings. */
export async function isOneClick(request: FastifyRequest): Promise<boolean> {
  if (request.isMultipart()) {
    let found = false;
    for await (const part of request.parts()) {
      if (part.type === 'file') part.file.resume();
      else found ||= part.fieldname === 'List-Unsubscribe' && part.value === 'One-Click';
    }
    return found;
  }
  const body: unknown = request.body;
  return (
    typeof body === 'object' &&
    body !== null &&
    'List-Unsubscribe' in body &&
    body['List-Unsubscribe'] === 'One-Click'
  );
}
