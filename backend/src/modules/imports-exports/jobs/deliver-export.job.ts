import { Injectable } from '@nestjs/common';
import { HandlesJob, type JobHandler } from '../../../core/queue/job-kind.js';
import { ExportDeliveryService } from '../exports/export-delivery.service.js';
import { DELIVER_EXPORT } from '../exports/export-jobs.js';

@Injectable()
@HandlesJob(DELIVER_EXPORT)
export class DeliverExportJob implements JobHandler {
  constructor(private readonly deliveries: ExportDeliveryService) {}

  handle(id: number): Promise<void> {
    return this.deliveries.deliver(id);
  }
}
