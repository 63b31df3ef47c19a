import { Injectable } from '@nestjs/common';
import { HandlesJob, type JobHandler } from '../../../core/queue/job-kind.js';
import { FIELD_WORK } from '../fields/field-work.js';
import { FieldWorkService } from '../fields/field-work.service.js';

@Injectable()
@HandlesJob(FIELD_WORK)
export class FieldWorkJob implements JobHandler {
  constructor(private readonly service: FieldWorkService) {}

  handle(id: number): Promise<void> {
    return this.service.work(id);
  }
}
