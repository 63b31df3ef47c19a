import { describe, expect, it } from 'vitest';
import { literalLike, wildcardLike } from './like-pattern.js';

describe('LIKE patterns', () => {
  it('take every character but the wildcards for itself', () => {
    expect(literalLike('100%_!')).toBe('100!%!_!!');
    expect(wildcardLike('a_*?!%')).toBe('a!_%_!!!%');
  });
});
