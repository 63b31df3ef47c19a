import { Module } from '@nestjs/common';
import { UsersHttpModule } from '../modules/users/http/users-http.module.js';

/** User interface and REST API. Loads no job handlers. */
@Module({ imports: [UsersHttpModule] })
export class WebModule {}
