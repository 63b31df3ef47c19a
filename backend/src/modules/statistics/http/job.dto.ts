import { ApiProperty } from '@nestjs/swagger';
import type { Job } from '../jobs.service.js';

const KINDS = ['import', 'export', 'send'] as const;

/** Work that goes on in the background, or ended within the last ten minutes. */
export class JobView implements Job {
  @ApiProperty({ enum: KINDS })
  kind!: Job['kind'];

  id!: number;
  /** Of the file, of the export, or of the mailing. */
  name!: string;
  /** Of the import (`ImportView`), the export (`ExportView`) or the send (`SendView`). */
  state!: string;
  /** Bytes of an import, percent of an export, mails of a send. */
  done!: number;
  total!: number;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startedAt!: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  finishedAt!: Date | null;

  /** Seconds to the end; null while unknown or at rest. */
  @ApiProperty({ type: 'integer', nullable: true })
  etaSeconds!: number | null;

  /** Path in the user interface, e.g. `/sends/4`. */
  link!: string;
}

export class JobList {
  /** Newest first. */
  items!: JobView[];
}
