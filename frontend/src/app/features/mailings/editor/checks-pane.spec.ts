import { TestBed } from '@angular/core/testing';
import { provideHttpClient } from '@angular/common/http';
import type { Finding } from '../../../core/api/mailings-api';
import { inOrder } from './checks-pane';
import { firstDifference } from './first-difference';
import { Places } from './places';

const finding = (some: Partial<Finding>): Finding => ({
  severity: 'warning',
  code: 'x',
  message: 'm',
  part: 'html',
  ...some,
});

describe('inOrder', () => {
  it('puts the worst first, then goes by part and place', () => {
    const sorted = inOrder([
      finding({ code: 'info', severity: 'info' }),
      finding({ code: 'line 9', line: 9 }),
      finding({ code: 'subject', part: 'subject' }),
      finding({ code: 'line 2 column 5', line: 2, column: 5 }),
      finding({ code: 'line 2 column 1', line: 2, column: 1 }),
      finding({ code: 'error', severity: 'error', part: 'text', line: 90 }),
    ]);
    expect(sorted.map(({ code }) => code)).toEqual([
      'error',
      'subject',
      'line 2 column 1',
      'line 2 column 5',
      'line 9',
      'info',
    ]);
  });
});

describe('Places', () => {
  it('shows the part first and then goes to the place in it', async () => {
    TestBed.configureTestingModule({ providers: [Places, provideHttpClient()] });
    const places = TestBed.inject(Places);
    const gone: number[][] = [];
    places.add('text', { insert: () => undefined, goTo: (...place) => void gone.push(place) });
    places.pane.set('checks');
    places.goTo(finding({ part: 'text', line: 4, column: 2, length: 3 }));
    expect([places.pane(), places.source(), places.current()]).toEqual(['write', 'text', 'text']);
    await vi.waitUntil(() => gone.length > 0);
    expect(gone).toEqual([[4, 2, 3]]);
  });
});

describe('firstDifference', () => {
  it('skips what long texts have in common', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`);
    const mine = [...lines.slice(0, 40), 'mine'].join('\n');
    const theirs = [...lines.slice(0, 40), 'theirs'].join('\n');
    expect(firstDifference(mine, theirs)).toEqual([
      '…\nline 38\nline 39\nmine',
      '…\nline 38\nline 39\ntheirs',
    ]);
  });

  it('leaves short texts whole', () => {
    expect(firstDifference('a', 'b')).toEqual(['a', 'b']);
  });
});
