import { expect, it } from 'vitest';
import { DomainError, InvalidInput } from '../../core/errors/domain-error.js';
import { causeOf } from './failure-cause.js';

const system = (code: string) => Object.assign(new Error(`${code}: it did not work`), { code });

it.each([
  [new DomainError('invalid', 'file-empty', { max: 1 }), { code: 'file-empty', params: { max: 1 } }],
  [
    new InvalidInput({
      'mapping.0': { code: 'input.range', params: { min: 1 } },
      name: { code: 'input.email' },
    }),
    { code: 'input.range', params: { min: 1 } },
  ],
  [system('ENOENT'), { code: 'export.file-gone', params: {} }],
  [system('ENOSPC'), { code: 'export.disk', params: { reason: 'ENOSPC' } }],
  [system('ECONNRESET'), { code: 'export.unexpected', params: { reason: 'ECONNRESET: it did not work' } }],
  [new Error('x'.repeat(300)), { code: 'export.unexpected', params: { reason: 'x'.repeat(200) } }],
  ['thrown text', { code: 'export.unexpected', params: { reason: 'thrown text' } }],
])('%s is told as %j', (error, cause) => {
  expect(causeOf(error, 'export')).toEqual(cause);
});
