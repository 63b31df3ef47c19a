import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { DomainError } from '../errors/domain-error.js';

/** One page of a list that is paged by key. */
export interface Page<T> {
  items: T[];
  /** Pass as `after` to get the next page; null on the last one. */
  next: string | null;
  /** Rows in all, if known. */
  total: number | null;
  /** Whether `total` is only an estimate or a lower bound. */
  totalIsEstimate: boolean;
}

/** Documents an answer that is a page of `model`. */
export function ApiPage(model: Type): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(model),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'next', 'total', 'totalIsEstimate'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(model) } },
          next: { type: 'string', nullable: true, description: 'Pass as `after` for the next page.' },
          total: { type: 'integer', nullable: true, description: 'Rows in all, if known.' },
          totalIsEstimate: { type: 'boolean' },
        },
      },
    }),
  );
}

export type CursorValue = string | number | null;

/** Where a page ended: the sort values of its last row. */
export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws DomainError `cursor.invalid` for anything `encodeCursor` did not make for this list */
export function decodeCursor(text: string, length: number): CursorValue[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every(isCursorValue)) return values;
  } catch {
    // answered below like any other wrong cursor
  }
  throw new DomainError('invalid', 'cursor.invalid');
}

function isCursorValue(value: unknown): value is CursorValue {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
