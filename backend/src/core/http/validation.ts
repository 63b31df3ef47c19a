import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { InvalidInput, type FieldProblem } from '../errors/domain-error.js';

/** Messages of class-validator's constraints in our catalogue; the rest is `input.format`. */
const CODES: Readonly<Record<string, string>> = {
  isNotEmpty: 'input.required',
  isDefined: 'input.required',
  isEmail: 'input.email',
  isInt: 'input.not-a-number',
  isNumber: 'input.not-a-number',
  isDateString: 'input.date',
  isISO8601: 'input.date',
  whitelistValidation: 'input.unknown-field',
};

/** Request bodies and queries become DTO instances, or a 422 that names each wrong field. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) =>
      new InvalidInput(Object.fromEntries(errors.flatMap((error) => flatten(error, '')))),
  });
}

function flatten(error: ValidationError, prefix: string): [string, FieldProblem][] {
  const name = prefix + error.property;
  const children = (error.children ?? []).flatMap((child) => flatten(child, `${name}.`));
  const [constraint] = Object.entries(error.constraints ?? {});
  if (!constraint) return children;
  return [[name, problemOf(constraint, error)], ...children];
}

function problemOf([constraint, text]: [string, string], error: ValidationError): FieldProblem {
  const value: unknown = error.value;
  if (value === undefined || value === '') return { code: 'input.required' };
  const bound = Number(/(-?\d+(?:\.\d+)?)/.exec(text)?.[1]);
  switch (constraint) {
    case 'maxLength':
      return { code: 'input.too-long', params: { max: bound } };
    case 'minLength':
      return { code: 'input.too-short', params: { min: bound } };
    case 'isIn':
    case 'isEnum':
      return { code: 'input.choice', params: { choices: text.split(':').slice(1).join(':').trim() } };
    case 'whitelistValidation':
      return { code: 'input.unknown-field', params: { field: error.property } };
    default:
      return { code: CODES[constraint] ?? 'input.format' };
  }
}
