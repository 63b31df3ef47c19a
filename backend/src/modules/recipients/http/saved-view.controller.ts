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
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SignedIn } from '../../../core/http/permission.js';
import { SavedViewService } from '../views/saved-view.service.js';
import { CreateSavedView, ListSavedViews, SavedViewInput, SavedViewList, SavedViewView } from './saved-view.dto.js'; // prettier-ignore

@ApiTags('saved views')
@Controller('api/v1/saved-views')
export class SavedViewController {
  constructor(private readonly views: SavedViewService) {}

  /** Your views of a list and those that others share, by name. */
  @Get()
  @SignedIn()
  async list(@Query() { area }: ListSavedViews): Promise<SavedViewList> {
    return { items: (await this.views.list(area)).map((view) => SavedViewView.of(view)) };
  }

  @Post()
  @SignedIn()
  async create(@Body() { area, ...input }: CreateSavedView): Promise<SavedViewView> {
    return SavedViewView.of(await this.views.create(area, input));
  }

  @Put(':id')
  @SignedIn()
  async change(@Param('id', ParseIntPipe) id: number, @Body() input: SavedViewInput): Promise<SavedViewView> {
    return SavedViewView.of(await this.views.change(id, input));
  }

  @Delete(':id')
  @HttpCode(204)
  @SignedIn()
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.views.delete(id);
  }
}
