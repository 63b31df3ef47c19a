import { RowSelection } from './row-selection';

describe('RowSelection', () => {
  it('collects rows over several pages', () => {
    const selection = new RowSelection();
    selection.togglePage([1, 2, 3], true);
    selection.toggle(2, false, [1, 2, 3]);
    selection.toggle(9, true, [8, 9]);
    expect(selection.ids()).toEqual([1, 3, 9]);
    expect(selection.all()).toBe(false);
  });

  it('goes back from everything to the shown page when one row is left out', () => {
    const selection = new RowSelection();
    selection.toggle(7, true, [7]);
    selection.selectAll();
    expect([selection.has(12345), selection.ids()]).toEqual([true, []]);
    selection.toggle(2, false, [1, 2, 3]);
    expect([selection.all(), selection.ids()]).toEqual([false, [1, 3]]);
  });

  it('is empty once cleared', () => {
    const selection = new RowSelection();
    selection.selectAll();
    expect(selection.empty()).toBe(false);
    selection.clear();
    expect(selection.empty()).toBe(true);
  });
});
