import { DomainError, type ErrorParams } from '../../core/errors/domain-error.js';
import { systemCode } from './import-files.js';

/** Why a piece of work ended, as it is kept with its row; `code` is a key of the message catalogue. */
export interface FailureCause {
  readonly code: string;
  readonly params: ErrorParams;
}

/** @param work names the messages of what nobody foresaw */
export function causeOf(error: unknown, work: 'import' | 'export'): FailureCause {
  if (error instanceof DomainError) {
    // The first field says more than "please check".
    const [field] = Object.values(error.fields);
    return field
      ? { code: field.code, params: field.params ?? {} }
      : { code: error.code, params: error.params };
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return { code: `${work}.file-gone`, params: {} };
  }
  const reason = systemCode(error);
  if (reason) return { code: `${work}.disk`, params: { reason } };
  const text = error instanceof Error ? error.message : String(error);
  return { code: `${work}.unexpected`, params: { reason: text.slice(0, 200) } };
}
