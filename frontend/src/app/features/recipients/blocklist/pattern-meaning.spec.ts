import { meaningOf } from './pattern-meaning';

describe('meaningOf', () => {
  it.each([
    ['', { kind: 'empty' }],
    [' Ada@Example.com ', { kind: 'address', address: 'ada@example.com' }],
    ['ada@', { kind: 'notYet' }],
    ['ada lovelace*', { kind: 'notYet' }],
    ['a*@b*@example.com', { kind: 'notYet' }],
    ['*@*', { kind: 'tooWide' }],
    ['*.d?', { kind: 'tooWide' }],
    ['*@example.com', { kind: 'domain', domain: 'example.com' }],
    ['**@example.com', { kind: 'domain', domain: 'example.com' }],
    ['*@*.example.com', { kind: 'subdomains', domain: 'example.com' }],
    ['*.example.com', { kind: 'subdomains', domain: 'example.com' }],
    ['info?@example.*', { kind: 'pattern', example: 'infox@example.abc' }],
  ])('%s', (pattern, meaning) => {
    expect(meaningOf(pattern)).toEqual(meaning);
  });
});
