import { Module } from '@nestjs/common';
import { MailingsHttpModule } from '../modules/mailings/http/mailings-http.module.js';
import { SettingsHttpModule } from '../modules/settings/http/settings-http.module.js';
import { ExportsHttpModule } from '../modules/imports-exports/http/exports-http.module.js';
import { ImportsHttpModule } from '../modules/imports-exports/http/imports-http.module.js';
import { RecipientsHttpModule } from '../modules/recipients/http/recipients-http.module.js';
import { TargetGroupsHttpModule } from '../modules/target-groups/http/target-groups-http.module.js';
import { StatisticsHttpModule } from '../modules/statistics/http/statistics-http.module.js';
import { UsersHttpModule } from '../modules/users/http/users-http.module.js';
import { MailDispatchHttpModule } from '../modules/mail-dispatch/http/mail-dispatch-http.module.js';

/** User interface and REST API. Loads no job handlers. */
@Module({
  imports: [
    UsersHttpModule,
    RecipientsHttpModule,
    TargetGroupsHttpModule,
    ExportsHttpModule,
    ImportsHttpModule,
    SettingsHttpModule,
    MailingsHttpModule,
    MailDispatchHttpModule,
    StatisticsHttpModule,
  ],
})
export class WebModule {}
