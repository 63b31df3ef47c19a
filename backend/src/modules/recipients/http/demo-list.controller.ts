import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { DemoListService } from '../demo-list.service.js';
import { DemoListView } from './demo-list.dto.js';

@ApiTags('setup')
@Controller('api/v1/setup')
export class DemoListController {
  constructor(private readonly demo: DemoListService) {}

  /** Makes the list "Demo" with made-up recipients; another call finds it and changes nothing. */
  @Post('demo-list')
  @Needs('recipients.write')
  async create(): Promise<DemoListView> {
    return this.demo.create();
  }
}
