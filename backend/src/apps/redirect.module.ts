import { Module } from '@nestjs/common';
import { TrackingHttpModule } from '../modules/tracking/http/tracking-http.module.js';

/** The public face: links, pixel, unsubscription and view-online pages of mails. */
@Module({ imports: [TrackingHttpModule] })
export class RedirectModule {}
