import type { FastifyReply } from 'fastify';
import type { Language } from '../../../contract/messages/index.js';
import { PIXEL, PIXEL_HEADERS } from './pixel.js';
import { PUBLIC_PAGE_HEADERS, publicPage } from './public-page.js';

/**
 * Answers an address of a mail that is so mangled that the router refuses it, as the controller answers a token it
 * does not know.
 * @returns false if this is no address of a mail
 */
export function answerUnroutable(url: string, reply: FastifyReply, language: Language): boolean {
  const [, area] = /^\/(r|g|uq|v)\//.exec(url) ?? [];
  if (area === undefined) return false;
  if (area === 'g') void reply.status(200).headers(PIXEL_HEADERS).send(PIXEL);
  else {
    const page = publicPage({ code: 'tracking.unknown' }, language);
    void reply.status(404).headers(PUBLIC_PAGE_HEADERS).send(page);
  }
  return true;
}
