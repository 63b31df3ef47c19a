import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as text for a cookie, link or header. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a random token. Its 256 bits need no slow hash. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
