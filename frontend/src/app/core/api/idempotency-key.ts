/**
 * A fresh key for a request that must not happen twice, 128 random bits in hex. Not `randomUUID`, which
 * browsers offer only on HTTPS and localhost.
 */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
