import { Module } from '@nestjs/common';
import { MailingsHttpModule } from '../modules/mailings/http/mailings-http.module.js';
import { SettingsHttpModule } from '../modules/settings/http/settings-http.module.js';
import { UsersHttpModule } from '../modules/users/http/users-http.module.js';

/** User interface and REST API. Loads no job handlers. */
@Module({ imports: [UsersHttpModule, SettingsHttpModule, MailingsHttpModule] })
export class WebModule {}
