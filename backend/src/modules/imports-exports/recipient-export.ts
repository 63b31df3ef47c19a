import { Injectable } from '@nestjs/common';
import { StandardField } from '../../contract/recipients/codes.js';
import {
  ProfileFieldRegistry,
  RecipientQueries,
  type RecipientFilter,
  type RecipientProfile,
} from '../recipients/index.js';
import { writeCsv, type CsvCell } from './csv/csv-writer.js';

/** Columns that every export has, under the names that imports know (spec/recipients.md §1). */
const COLUMNS: readonly (readonly [StandardField, (profile: RecipientProfile) => CsvCell])[] = [
  [StandardField.CustomerId, (profile) => profile.id],
  [StandardField.Email, (profile) => profile.email],
  [StandardField.Title, (profile) => profile.title],
  [StandardField.FirstName, (profile) => profile.firstname],
  [StandardField.LastName, (profile) => profile.lastname],
  [StandardField.Gender, (profile) => profile.gender],
  [StandardField.MailType, (profile) => profile.mailtype],
  [StandardField.TrackingVeto, (profile) => Number(profile.trackingVeto)],
  [StandardField.CreationDate, (profile) => profile.createdAt],
  [StandardField.ChangeDate, (profile) => profile.updatedAt],
];

@Injectable()
export class RecipientExport {
  constructor(
    private readonly recipients: RecipientQueries,
    private readonly fields: ProfileFieldRegistry,
  ) {}

  /**
   * Text of a CSV file in chunks, made while it is read: memory does not grow with the number of recipients.
   * @throws InvalidInput for a wrong filter, before the first chunk
   */
  async csv(filter: RecipientFilter): Promise<AsyncGenerator<string, void>> {
    const names = (await this.fields.all()).map(({ name }) => name);
    const profiles = this.recipients.stream(filter);
    async function* rows(): AsyncGenerator<readonly CsvCell[], void> {
      yield [...COLUMNS.map(([name]) => name), ...names];
      for await (const profile of profiles) {
        yield [...COLUMNS.map(([, cell]) => cell(profile)), ...names.map((name) => profile.fields[name])];
      }
    }
    return writeCsv(rows(), { bom: true });
  }
}
