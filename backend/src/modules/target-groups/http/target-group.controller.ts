import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConflictResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { GroupDays } from '../group-days.service.js';
import { GroupExchange } from '../group-exchange.service.js';
import { TargetGroupLists } from '../target-group-lists.service.js';
import { TargetGroupService } from '../target-group.service.js';
import {
  CreateTargetGroup,
  DaysQuery,
  MembersByDay,
  SaveTargetGroup,
  TargetGroupFile,
  TargetGroupQuery,
  TargetGroupUses,
  TargetGroupView,
} from './target-group.dto.js';

@ApiTags('target-groups')
@Controller('api/v1/target-groups')
export class TargetGroupController {
  constructor(
    private readonly groups: TargetGroupService,
    private readonly lists: TargetGroupLists,
    private readonly exchange: GroupExchange,
    private readonly days: GroupDays,
  ) {}

  /** Target groups, or the recycle bin. */
  @Get()
  @Needs('targets.read')
  @ApiPage(TargetGroupView)
  async list(@Query() query: TargetGroupQuery): Promise<Page<TargetGroupView>> {
    const page = await this.lists.page(query, query, AuthContext.requireUser().userId);
    return { ...page, items: page.items.map(TargetGroupView.of) };
  }

  /** Makes a target group. A rule with mistakes is refused. */
  @Post()
  @Needs('targets.write')
  async create(@Body() input: CreateTargetGroup): Promise<TargetGroupView> {
    return this.view(await this.groups.create(input));
  }

  /** Makes a target group from a file of this or of an OpenEMM installation. A name that is taken gets a number. */
  @Post('import')
  @Needs('targets.write')
  @ApiBody({ type: TargetGroupFile })
  async import(@Body() file: unknown): Promise<TargetGroupView> {
    return this.view(await this.exchange.import(file));
  }

  /** One group, also from the recycle bin. */
  @Get(':id')
  @Needs('targets.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<TargetGroupView> {
    return this.view(id);
  }

  /** Saves the given fields on top of a known version. A rule with mistakes is refused. */
  @Put(':id')
  @Needs('targets.write')
  @ApiConflictResponse({
    description:
      '`target-group.version-conflict`: saved by somebody else meanwhile, `params.version` is the current one. `target-group.locked`: unlock it first.',
  })
  async save(
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, ...changes }: SaveTargetGroup,
  ): Promise<TargetGroupView> {
    await this.groups.save(id, version, changes);
    return this.view(id);
  }

  /** Moves the group to the recycle bin for 30 days. Refused while it is locked or something uses it. */
  @Delete(':id')
  @HttpCode(204)
  @Needs('targets.write')
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.groups.delete(id);
  }

  /** Makes a group with the same rule. */
  @Post(':id/copy')
  @Needs('targets.write')
  async copy(@Param('id', ParseIntPipe) id: number): Promise<TargetGroupView> {
    return this.view(await this.groups.copy(id));
  }

  /** Takes the group out of the recycle bin. If its name is taken meanwhile, it gets another one. */
  @Post(':id/restore')
  @HttpCode(200)
  @Needs('targets.write')
  async restore(@Param('id', ParseIntPipe) id: number): Promise<TargetGroupView> {
    await this.groups.restore(id);
    return this.view(id);
  }

  /** Keeps everybody from changing or deleting the group. */
  @Post(':id/lock')
  @HttpCode(200)
  @Needs('targets.lock')
  async lock(@Param('id', ParseIntPipe) id: number): Promise<TargetGroupView> {
    await this.groups.setLocked(id, true);
    return this.view(id);
  }

  @Post(':id/unlock')
  @HttpCode(200)
  @Needs('targets.lock')
  async unlock(@Param('id', ParseIntPipe) id: number): Promise<TargetGroupView> {
    await this.groups.setLocked(id, false);
    return this.view(id);
  }

  /** Makes it a favourite of the user who asks. */
  @Put(':id/favourite')
  @HttpCode(204)
  @Needs('targets.read')
  async addFavourite(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.groups.setFavourite(id, AuthContext.requireUser().userId, true);
  }

  @Delete(':id/favourite')
  @HttpCode(204)
  @Needs('targets.read')
  async removeFavourite(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.groups.setFavourite(id, AuthContext.requireUser().userId, false);
  }

  /** What uses the group: mailings, other groups, exports. */
  @Get(':id/usage')
  @Needs('targets.read')
  async usage(@Param('id', ParseIntPipe) id: number): Promise<TargetGroupUses> {
    return { items: [...(await this.groups.usage(id))] };
  }

  /** How many members it had, day by day. Counted once a day; days without a figure are missing. */
  @Get(':id/days')
  @Needs('targets.read')
  async membersByDay(
    @Param('id', ParseIntPipe) id: number,
    @Query() { from, to }: DaysQuery,
  ): Promise<MembersByDay> {
    return { items: await this.days.of(id, from, to) };
  }

  /** The group as a file for `import`, here or in an OpenEMM installation. */
  @Get(':id/export')
  @Needs('targets.read')
  @ApiProduces('application/json')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(@Param('id', ParseIntPipe) id: number): Promise<StreamableFile> {
    const { name, text } = await this.exchange.export(id);
    return new StreamableFile(Buffer.from(text), {
      type: 'application/json; charset=utf-8',
      disposition: `attachment; filename="${name}"`,
    });
  }

  private async view(id: number): Promise<TargetGroupView> {
    return TargetGroupView.of(await this.lists.require(id, AuthContext.requireUser().userId));
  }
}
