import { Injectable } from '@nestjs/common';
import { checkFieldName } from '../../contract/recipients/fields.js';
import { InvalidInput, type FieldProblem } from '../../core/errors/domain-error.js';
import { ProfileFieldRegistry, ProfileFieldService } from '../recipients/index.js';
import { checkMapping, type ColumnMapping, type NewField } from './csv/mapping.js';
import { ImportFiles } from './import-files.js';
import type { ImportChoice } from './import-options.js';
import { readTableHead } from './import-table.js';
import type { Import } from './import.entity.js';
import { knownFields } from './known-fields.js';

const LABEL_LENGTH = { min: 3, max: 100 } as const;

/** Which column of a file goes where. */
@Injectable()
export class ImportMappingService {
  constructor(
    private readonly files: ImportFiles,
    private readonly registry: ProfileFieldRegistry,
    private readonly fields: ProfileFieldService,
  ) {}

  /**
   * The mapping with the file's own names of the columns.
   * @throws InvalidInput: `mapping` for what is wrong with it as a whole, `mapping.N` (from 0) for a column
   */
  async check(row: Import, { format, mapping }: ImportChoice): Promise<ColumnMapping[]> {
    const { names } = await readTableHead(this.files.path(row.storedAs), format, row.size);
    if (names.length !== mapping.length) {
      const params = { expected: mapping.length, found: names.length };
      throw new InvalidInput({ mapping: { code: 'import.columns-changed', params } });
    }
    const named = mapping.map(({ target }, index) => ({ name: names[index] ?? '', target }));
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
    for (const [index, problem] of checkMapping(named, known).entries()) {
      problems[index === 0 ? 'mapping' : `mapping (${index + 1})`] = problem;
    }
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
    for (const { name, target } of mapping) {
      if (typeof target !== 'object' || !('newField' in target)) {
        made.push({ name, target });
        continue;
      }
      const { newField } = target;
      const existing = await this.registry.find(newField.name);
      const field = existing ?? (await this.fields.create(newField));
      made.push({ name, target: { field: field.name } });
    }
    return made;
  }
}

function newFieldProblem({ name, label }: NewField): FieldProblem | undefined {
  const length = label.trim().length;
  if (length < LABEL_LENGTH.min) return { code: 'input.too-short', params: { min: LABEL_LENGTH.min } };
  if (length > LABEL_LENGTH.max) return { code: 'input.too-long', params: { max: LABEL_LENGTH.max } };
  return checkFieldName(name);
}
