import { ApiProperty } from '@nestjs/swagger';
import { Fraction } from '../../../core/http/fraction.js';
import type { DashboardFigures, ListGrowthDay, MailingKeyFigures } from '../dashboard.service.js';
import type { Job } from '../jobs.service.js';
import { JobView } from './job.dto.js';

export class DashboardMailing implements MailingKeyFigures {
  id!: number;
  name!: string;
  subject!: string;
  /** Of the mailing. */
  status!: string;
  /** When its delivery began. */
  sentAt!: Date;
  audience!: number;
  /** Taken by the mail server and not come back. */
  accepted!: number;
  openers!: number;
  clickers!: number;
  /** `openers` in percent of `accepted`. */
  @Fraction()
  openRate!: number;
  /** `clickers` in percent of `accepted`. */
  @Fraction()
  clickRate!: number;
  unsubscribes!: number;
}

export class ListGrowthView implements ListGrowthDay {
  /** `yyyy-MM-dd`; days begin at midnight UTC. */
  date!: string;
  mailingListId!: number;
  name!: string;
  /** Bindings that became active. */
  subscribed!: number;
  /** Active bindings that were ended by the recipient or a user. */
  unsubscribed!: number;
  /** Active bindings lost otherwise: bounced, blocked or suspended. */
  lost!: number;
  /** Active bindings at the end of the day, worked out backwards from those of now. */
  total!: number;
}

export class DashboardTotals {
  recipients!: number;
  /** Recipients with at least one active binding. */
  active!: number;
  /** Mailings whose delivery began within the last 30 days. */
  mailingsSent30d!: number;
}

export class Dashboard {
  /** The ten sent last, newest first. */
  mailings!: DashboardMailing[];
  /** Under way, or ended within the last ten minutes; what this user may see of it. */
  @ApiProperty({ type: [JobView] })
  running!: JobView[];

  /** The last 60 days of each mailing list, list by list, oldest day first. */
  listGrowth!: ListGrowthView[];
  totals!: DashboardTotals;

  static of({ mailings, listGrowth, totals }: DashboardFigures, running: readonly Job[]): Dashboard {
    return { mailings: [...mailings], running: [...running], listGrowth: [...listGrowth], totals };
  }
}
