import type { ErrorKind, ErrorParams } from '../../../core/errors/domain-error.js';
import type { ReadBatch } from './read-batches.js';

/** An error on its way to another thread, where its class would be lost. */
export type SentError =
  | { readonly is: 'domain'; readonly kind: ErrorKind; readonly code: string; readonly params: ErrorParams }
  | { readonly is: 'other'; readonly message: string; readonly code?: string | undefined };

/** What the reading thread says. */
export type ThreadMessage =
  | { readonly type: 'batch'; readonly batch: ReadBatch }
  | { readonly type: 'end' }
  | { readonly type: 'failed'; readonly error: SentError };
