/** Whether a statement failed because a unique key is taken, on either engine. */
export function isDuplicateKey(error: unknown): boolean {
  return /ER_DUP_ENTRY|Duplicate entry|UNIQUE constraint failed/i.test(String(error));
}
