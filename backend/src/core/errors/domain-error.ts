export type ErrorKind =
  'not-found' | 'invalid' | 'forbidden' | 'unauthenticated' | 'conflict' | 'limited' | 'unavailable';

export type ErrorParams = Readonly<Record<string, string | number>>;

/** What is wrong with one input field; `code` is a key of the message catalogue. */
export interface FieldProblem {
  readonly code: string;
  readonly params?: ErrorParams;
}

/**
 * A failure that the domain foresees. Each edge has one mapping for it: HTTP problem details, CLI exit code, and
 * later SOAP fault. `code` is stable and a key of `contract/messages`, `params` fill the message's placeholders.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly params: ErrorParams = {},
    readonly fields: Readonly<Record<string, FieldProblem>> = {},
  ) {
    super(code);
    this.name = new.target.name;
  }
}

/** Input that cannot be taken, told field by field. */
export class InvalidInput extends DomainError {
  constructor(fields: Readonly<Record<string, FieldProblem>>, code = 'input.invalid') {
    super('invalid', code, {}, fields);
  }
}

export class NotFound extends DomainError {
  /** @param what a key `object.<what>` of the message catalogue */
  constructor(what: string, id: string | number) {
    super('not-found', 'object.not-found', { what, id });
  }
}
