import { PERMISSIONS } from '@contract/permissions';
import { scopeGroups, scopeLabel } from './scopes';

describe('scopeGroups', () => {
  it('offers every right once, in words', () => {
    const offered = scopeGroups(() => true).flatMap(({ scopes }) => scopes);
    expect(offered.map(({ permission }) => permission).sort()).toEqual([...PERMISSIONS].sort());
    for (const { permission, label } of offered) expect(label).not.toBe(permission);
  });

  it('offers nothing that the user may not do, and no empty groups', () => {
    const groups = scopeGroups((permission) => permission === 'statistics.read');
    expect(groups.map(({ key, scopes }) => [key, scopes.length])).toEqual([['statistics', 1]]);
    expect(groups[0]?.scopes[0]?.label).toBe(scopeLabel('statistics.read'));
  });
});
