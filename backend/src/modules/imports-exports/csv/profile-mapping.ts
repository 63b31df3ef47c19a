import { DomainError } from '../../../core/errors/domain-error.js';
import { normaliseHeader } from './column-names.js';
import { guessMapping, targetKey, type ColumnMapping, type KnownField } from './mapping.js';

/** What a profile says about columns. */
export interface ProfileColumns {
  readonly mapping: readonly ColumnMapping[];
  readonly autoMapping: boolean;
}

/**
 * The mapping of a file by a profile: columns are known by their names, in any order and case. A column that the
 * profile does not name is left out, or goes where its name says if the profile wants that. One that the file lacks
 * becomes a constant where the profile has a default for it.
 * @throws DomainError `import-profile.columns-missing`
 */
export function profileMapping(
  { mapping, autoMapping }: ProfileColumns,
  names: readonly string[],
  fields: readonly KnownField[],
): ColumnMapping[] {
  const wanted = new Map<string, ColumnMapping>();
  for (const entry of mapping) if (entry.constant !== true) wanted.set(keyOf(entry.name), entry);
  const taken = new Set(mapping.map(({ target }) => targetKey(target)));
  const guesses = autoMapping ? guessMapping(names, [], fields) : [];
  const found = names.map((name, index): ColumnMapping => {
    const entry = wanted.get(keyOf(name));
    if (entry) {
      wanted.delete(keyOf(name));
      return { ...entry, name };
    }
    const target = guesses[index]?.target ?? 'ignore';
    const known = typeof target === 'string' || 'field' in target;
    if (!known || target === 'ignore' || taken.has(targetKey(target))) return { name, target: 'ignore' };
    return { name, target };
  });
  const missing: string[] = [];
  const constants = mapping.filter(({ constant }) => constant === true);
  for (const entry of wanted.values()) {
    if (entry.target === 'ignore') continue;
    if (entry.defaultValue) constants.push({ ...entry, constant: true });
    else missing.push(entry.name);
  }
  if (missing.length > 0) {
    const shown = missing.slice(0, 5).map((name) => `“${name}”`);
    if (missing.length > shown.length) shown.push('…');
    const params = { count: missing.length, names: shown.join(', ') };
    throw new DomainError('invalid', 'import-profile.columns-missing', params);
  }
  return [...found, ...constants];
}

/** Names without letters a–z and digits, such as Chinese ones, are compared as they are. */
function keyOf(name: string): string {
  return normaliseHeader(name) || name.trim().toLowerCase();
}
