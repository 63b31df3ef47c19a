import { Injectable } from '@nestjs/common';
import { ProfileFieldRegistry } from '../recipients/index.js';
import { profileMapping } from './csv/profile-mapping.js';
import { ImportFiles } from './import-files.js';
import type { ImportChoice } from './import-options.js';
import type { ImportProfile } from './import-profile.entity.js';
import { readTableHead } from './import-table.js';
import type { Import } from './import.entity.js';
import { knownFields } from './known-fields.js';
import { fileFormat, type FileFormat } from './readers/file-format.js';

/** What a profile chooses for a file. */
@Injectable()
export class ProfileChoice {
  constructor(
    private readonly files: ImportFiles,
    private readonly registry: ProfileFieldRegistry,
  ) {}

  /** @throws DomainError `import-profile.columns-missing`, `import-profile.other-kind` */
  async of(row: Import, { id, settings }: ImportProfile): Promise<ImportChoice> {
    const { autoMapping, ...choice } = settings;
    const format = profileFormat(settings.format, row.options.format);
    const { names } = await readTableHead(this.files.path(row.storedAs), format, row.size);
    const fields = knownFields(await this.registry.all());
    const mapping = profileMapping({ mapping: settings.mapping, autoMapping }, names, fields);
    return { ...choice, format, mapping, profileId: id };
  }
}

/**
 * How a file is read by a profile: as the profile says, if the file is of its kind; a workbook, JSON or a byte order
 * mark speak for themselves.
 */
export function profileFormat(wanted: Partial<FileFormat>, found: Partial<FileFormat>): FileFormat {
  const [profile, file] = [fileFormat(wanted), fileFormat(found)];
  if (profile.kind === file.kind) {
    return file.encoding === 'utf-8-bom' ? { ...profile, encoding: file.encoding } : profile;
  }
  return { ...file, header: profile.header };
}
