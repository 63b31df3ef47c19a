import { Module } from '@nestjs/common';

/** User interface and REST API. Loads no job handlers. */
@Module({ imports: [] })
export class WebModule {}
