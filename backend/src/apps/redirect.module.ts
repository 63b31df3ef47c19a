import { Module } from '@nestjs/common';

/** The public face: links, pixel, unsubscription and view-online pages of mails. */
@Module({ imports: [] })
export class RedirectModule {}
