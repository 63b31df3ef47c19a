import { Injectable } from '@nestjs/common';
import { checkFieldName } from '../../contract/recipients/fields.js';
import { Config } from '../../core/config/config.js';
import { DomainError, InvalidInput, type FieldProblem } from '../../core/errors/domain-error.js';
import { ProfileFieldRegistry, ProfileFieldService } from '../recipients/index.js';
import { checkMapping, fileColumns, type ColumnMapping, type NewField } from './csv/mapping.js';
import { ImportFiles } from './import-files.js';
import { MODE_RULES } from './import-modes.js';
import type { ImportChoice } from './import-options.js';
import { readTableHead } from './import-table.js';
import type { Import } from './import.entity.js';
import { knownFields } from './known-fields.js';

const ESTIMATE_TOLERANCE = 1.5;
const LABEL_LENGTH = { min: 3, max: 100 } as const;

/** Which column of a file goes where. */
@Injectable()
export class ImportMappingService {
  private readonly maxRows: number;

  constructor(
    private readonly files: ImportFiles,
    private readonly registry: ProfileFieldRegistry,
    private readonly fields: ProfileFieldService,
    config: Config,
  ) {
    this.maxRows = config.get('importMaxRows');
  }

  /**
   * The mapping with the file's own names of the columns.
   * @throws InvalidInput: `mapping` for what is wrong with it as a whole, `mapping.N` (from 0) for a column
   */
  async check(row: Import, { format, mapping, keys, mode }: ImportChoice): Promise<ColumnMapping[]> {
    const { names, totalEstimate } = await readTableHead(this.files.path(row.storedAs), format, row.size);
    // The estimate may be wrong by some; reading counts exactly.
    if (totalEstimate > this.maxRows * ESTIMATE_TOLERANCE) {
      throw new DomainError('invalid', 'import.too-many-rows', { max: this.maxRows });
    }
    const columns = fileColumns(mapping);
    if (
      names.length !== columns.length ||
      mapping.slice(0, columns.length).some(({ constant }) => constant === true)
    ) {
      const params = { expected: columns.length, found: names.length };
      throw new InvalidInput({ mapping: { code: 'import.columns-changed', params } });
    }
    const named = mapping.map((entry, index) => ({ ...entry, name: names[index] ?? entry.name }));
    const known = knownFields(await this.registry.all());
    const problems: Record<string, FieldProblem> = {};
    for (const [index, { target }] of named.entries()) {
      const problem =
        typeof target === 'object' && 'newField' in target ? newFieldProblem(target.newField) : undefined;
      if (problem) problems[`mapping.${index}`] = problem;
      const name =
        typeof target === 'object' && 'newField' in target ? target.newField.name.toLowerCase() : '';
      if (known.some((field) => field.name.toLowerCase() === name)) {
        problems[`mapping.${index}`] = { code: 'import.field-exists', params: { name } };
      }
    }
    for (const [index, problem] of checkMapping(named, known, keys).entries()) {
      problems[index === 0 ? 'mapping' : `mapping (${index + 1})`] = problem;
    }
    const keyProblem = checkKeys(named, keys, mode);
    if (keyProblem) problems['keys'] = keyProblem;
    if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
    return named;
  }

  /**
   * Makes the new fields that a mapping asks for. A field of that name which came into being meanwhile, perhaps by
   * an earlier try of this, is used.
   * @returns the mapping to existing fields only
   * @throws InvalidInput; DomainError `profile-field.…`
   */
  async makeFields(mapping: readonly ColumnMapping[]): Promise<ColumnMapping[]> {
    const made: ColumnMapping[] = [];
    for (const entry of mapping) {
      const { target } = entry;
      if (typeof target !== 'object' || !('newField' in target)) {
        made.push(entry);
        continue;
      }
      const { newField } = target;
      const existing = await this.registry.find(newField.name);
      const field = existing ?? (await this.fields.create(newField));
      made.push({ ...entry, target: { field: field.name } });
    }
    return made;
  }
}

/** Each key needs a column; ids are given by us, so that a file cannot add recipients by them. */
function checkKeys(
  mapping: readonly ColumnMapping[],
  keys: readonly string[],
  mode: ImportChoice['mode'],
): FieldProblem | undefined {
  const targets = new Set(
    mapping.map(({ target }) => {
      if (typeof target === 'string') return target;
      return 'field' in target ? target.field : target.newField.name;
    }),
  );
  const missing = keys.find((key) => key === 'ignore' || !targets.has(key));
  if (missing !== undefined) return { code: 'mapping-key-missing', params: { key: missing } };
  const rules = MODE_RULES[mode];
  if (rules.blocks && (keys.length > 1 || keys[0] !== 'email')) return { code: 'mapping-key-blocklist' };
  if (rules.creates && keys.includes('customer_id')) return { code: 'mapping-key-id' };
  return undefined;
}

function newFieldProblem({ name, label }: NewField): FieldProblem | undefined {
  const length = label.trim().length;
  if (length < LABEL_LENGTH.min) return { code: 'input.too-short', params: { min: LABEL_LENGTH.min } };
  if (length > LABEL_LENGTH.max) return { code: 'input.too-long', params: { max: LABEL_LENGTH.max } };
  return checkFieldName(name);
}
