import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsObject, IsString, MaxLength } from 'class-validator';
import { VIEW_AREAS, type SavedView, type ViewArea } from '../views/saved-view.service.js';

export class ListSavedViews {
  @ApiProperty({ enum: VIEW_AREAS })
  @IsIn(VIEW_AREAS)
  area!: ViewArea;
}

export class SavedViewInput {
  @IsString()
  @MaxLength(200)
  name!: string;

  /** Whether others see it, too. */
  @IsBoolean()
  shared!: boolean;

  /** Whether it is what you see first. */
  @IsBoolean()
  isDefault!: boolean;

  /** Filters, columns and sorting as the page keeps them. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  state!: Record<string, unknown>;
}

export class CreateSavedView extends SavedViewInput {
  @ApiProperty({ enum: VIEW_AREAS })
  @IsIn(VIEW_AREAS)
  area!: ViewArea;
}

export class SavedViewView {
  id!: number;

  @ApiProperty({ enum: VIEW_AREAS })
  area!: ViewArea;
  name!: string;

  /** Whether it is yours to change. */
  own!: boolean;
  ownerName!: string;
  shared!: boolean;
  isDefault!: boolean;

  @ApiProperty({ type: 'object', additionalProperties: true })
  state!: Record<string, unknown>;
  updatedAt!: Date;

  static of(view: SavedView): SavedViewView {
    return { ...view, state: { ...view.state } };
  }
}

export class SavedViewList {
  items!: SavedViewView[];
}
