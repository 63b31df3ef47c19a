import { dropPlace } from './drop-place';

const rule = { kind: 'target-group', negated: false, id: 1 } as const;
const root = {
  key: 0,
  join: 'and',
  negated: false,
  children: [
    { key: 1, rule },
    { key: 2, join: 'or', negated: false, children: [{ key: 3, rule }] },
  ],
} as const;
const lines = [
  { key: 0, part: 'head', top: 0, bottom: 20 },
  { key: 1, part: 'row', top: 20, bottom: 60 },
  { key: 2, part: 'head', top: 60, bottom: 80 },
  { key: 3, part: 'row', top: 80, bottom: 120 },
  { key: 2, part: 'foot', top: 120, bottom: 140 },
  { key: 0, part: 'foot', top: 140, bottom: 160 },
] as const;

describe('dropPlace', () => {
  it.each([
    ['the head of all', 5, { parent: 0, index: 0 }],
    ['the upper half of a row', 25, { parent: 0, index: 0 }],
    ['the lower half of a row', 55, { parent: 0, index: 1 }],
    ['above a group', 62, { parent: 0, index: 1 }],
    ['the beginning of a group', 78, { parent: 2, index: 0 }],
    ['inside a group', 115, { parent: 2, index: 1 }],
    ['the foot of a group', 130, { parent: 2, index: 1 }],
    ['below everything', 999, { parent: 0, index: 2 }],
  ])('%s', (_where, y, place) => {
    expect(dropPlace(root, lines, y)).toEqual(place);
  });
});
