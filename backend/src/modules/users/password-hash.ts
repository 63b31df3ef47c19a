import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: Argon2id (the library's default kind), 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The form in which a password is kept. Unicode is normalised, so that any keyboard's é is the same. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

let decoy: Promise<string> | undefined;

/** Whether the password is the one. Without a hash (unknown account) it takes as long and the answer is no. */
export async function verifyPassword(kept: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this');
  const right = await verify(kept ?? (await decoy), password.normalize('NFKC'));
  return right && kept !== undefined;
}
