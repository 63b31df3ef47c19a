import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { SignedIn } from '../../../core/http/permission.js';
import { JobsService } from '../jobs.service.js';
import { JobList } from './job.dto.js';

@ApiTags('jobs')
@Controller('api/v1/jobs')
export class JobController {
  constructor(private readonly jobs: JobsService) {}

  /**
   * Imports and sends under way, and those that ended within the last ten minutes. Imports are shown with the right
   * `recipients.import`, sends with `mailings.read`.
   */
  @Get()
  @SignedIn()
  async list(): Promise<JobList> {
    return { items: await this.jobs.current(AuthContext.requireUser().permissions) };
  }
}
