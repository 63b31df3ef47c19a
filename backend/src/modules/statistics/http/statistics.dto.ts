import { ApiProperty } from '@nestjs/swagger';
import { Fraction } from '../../../core/http/fraction.js';
import { SEND_STATES, type SendState } from '../../mail-dispatch/index.js';
import type { MailingRates, Reactions } from '../mailing-figures.js';
import type { MailingStatistics as Figures } from '../mailing-statistics.service.js';
import type { TimelineEntry } from '../timeline.js';

export class ReactionsView implements Reactions {
  /** Every one, repeated and anonymous ones included. */
  gross!: number;
  /** Different recipients. */
  unique!: number;
  /** Of people who do not want to be tracked, or are deleted. Part of `gross`. */
  anonymous!: number;
}

/** In percent with two decimals; 0 where the base is 0. */
export class MailingRatesView implements MailingRates {
  /** `accepted` of `audience`. */
  @Fraction()
  delivery!: number;
  /** `bounced` of `accepted` + `bounced`: all that the mail server took at first. */
  @Fraction()
  bounce!: number;
  /** `failed` of `audience`. */
  @Fraction()
  failure!: number;
  /** `openings.unique` of `accepted`. */
  @Fraction()
  open!: number;
  /** `clicks.unique` of `accepted`. */
  @Fraction()
  click!: number;
  /** `clicks.gross` of `openings.gross`. */
  @Fraction()
  activity!: number;
  /** `unsubscribes` of `accepted`. */
  @Fraction()
  unsubscribe!: number;
}

export class TimelineEntryView implements TimelineEntry {
  /** Beginning of the interval; days begin at midnight UTC. */
  at!: Date;
  /** Mails the mail server took, those included that came back later. */
  sent!: number;
  /** Gross. */
  openings!: number;
  /** Gross. */
  clicks!: number;
}

export class LinkStatisticsView {
  id!: number;
  /** As written, tags included. */
  url!: string;
  label!: string;
  /** 1 for the first of the mailing. */
  position!: number;
  /** No longer in the mailing, but it was clicked. */
  deleted!: boolean;
  /** Gross. Of all links together they are the mailing's `clicks.gross`. */
  clicks!: number;
  /** Different recipients. */
  clickers!: number;
  /** Percent of the mailing's `clicks.gross`. */
  @Fraction()
  share!: number;
}

/**
 * audience = queued + handing + accepted + bounced + deferred + failed + skipped + uncertain + cancelled, at every
 * moment; after the end queued = handing = deferred = 0. Test sends count nowhere.
 */
export class MailingStatistics {
  mailingId!: number;
  name!: string;
  subject!: string;

  /** Real sends; one cancelled before it began does not count. */
  sends!: number;

  /** Of the last send; null before the first. While it is `freezing` or `sending`, ask again. */
  @ApiProperty({ enum: SEND_STATES, nullable: true })
  sendState!: SendState | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startedAt!: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  finishedAt!: Date | null;

  /** Recipients frozen for the send so far. */
  audience!: number;
  queued!: number;
  /** Being handed over at this moment. */
  handing!: number;
  /** Taken by the mail server and not come back. */
  accepted!: number;
  /** Taken by the mail server, but came back. */
  bounced!: number;
  deferred!: number;
  /** Refused for good. */
  failed!: number;
  /** Not sent: unsubscribed, blocked or deleted since the audience was frozen. */
  skipped!: number;
  /** Perhaps sent: the answer never came. */
  uncertain!: number;
  cancelled!: number;

  openings!: ReactionsView;
  clicks!: ReactionsView;
  /** Recipients who left the mailing's list by this mailing and have not come back. */
  unsubscribes!: number;
  rates!: MailingRatesView;

  /** Length of an interval: 600, 3600 or 86400, by what is to be covered. */
  timelineStepSeconds!: number;
  /** All intervals from the first mail to the last event (or now, while sending), empty ones included. */
  timeline!: TimelineEntryView[];
  /** Most clicked first. */
  links!: LinkStatisticsView[];

  static of({ counts, timeline, links, ...figures }: Figures): MailingStatistics {
    return { ...figures, ...counts, timeline: [...timeline], links: [...links] };
  }
}
