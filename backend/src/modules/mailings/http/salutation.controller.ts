import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { DEFAULT_SALUTATIONS } from '../rendering/salutations.js';
import { SalutationList } from './mailing.dto.js';

@ApiTags('mailings')
@Controller('api/v1/salutations')
export class SalutationController {
  /** The salutations that `[agnTITLE type="…"/]` can choose from. */
  @Get()
  @Needs('mailings.read')
  list(): SalutationList {
    return {
      items: DEFAULT_SALUTATIONS.map(({ id, description, language, texts }) => ({
        id,
        description,
        language,
        examples: [texts[1], texts[0], texts[2]].filter((text) => text !== undefined),
      })),
    };
  }
}
