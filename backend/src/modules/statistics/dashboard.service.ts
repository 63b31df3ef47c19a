import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { BindingQueries, MailingListService } from '../recipients/index.js';
import { audienceOf, percent } from './mailing-figures.js';
import { emptyCounts, StatisticsQueries, type ListChange, type SentMailing } from './statistics.queries.js';
import { DAY } from './timeline.js';

/** A sent mailing with its key figures; they mean the same as in `MailingStatistics`. */
export interface MailingKeyFigures extends SentMailing {
  readonly audience: number;
  readonly accepted: number;
  readonly openers: number;
  readonly clickers: number;
  /** Percent of `accepted`. */
  readonly openRate: number;
  /** Percent of `accepted`. */
  readonly clickRate: number;
  readonly unsubscribes: number;
}

/** What a day did to a mailing list. */
export interface ListGrowthDay {
  /** `yyyy-MM-dd`, in UTC. */
  readonly date: string;
  readonly mailingListId: number;
  readonly name: string;
  /** Bindings that became active. */
  readonly subscribed: number;
  /** Active bindings that were ended by the recipient or a user. */
  readonly unsubscribed: number;
  /** Active bindings lost otherwise: bounced, blocked or suspended. */
  readonly lost: number;
  /** Active bindings at the end of the day: today's, worked out backwards by the changes since. */
  readonly total: number;
}

export interface DashboardFigures {
  readonly mailings: readonly MailingKeyFigures[];
  readonly listGrowth: readonly ListGrowthDay[];
  readonly totals: {
    readonly recipients: number;
    /** Recipients with at least one active binding. */
    readonly active: number;
    readonly mailingsSent30d: number;
  };
}

const MAILINGS = 10;
const GROWTH_DAYS = 60;

@Injectable()
export class DashboardService {
  constructor(
    private readonly queries: StatisticsQueries,
    private readonly lists: MailingListService,
    private readonly bindings: BindingQueries,
    private readonly clock: Clock,
  ) {}

  async figures(): Promise<DashboardFigures> {
    const now = this.clock.millis();
    const lists = await this.lists.all();
    const ids = lists.map(({ id }) => id);
    return {
      mailings: await this.latest(MAILINGS),
      listGrowth: await this.growth(lists, now),
      totals: {
        recipients: await this.queries.recipients(),
        active: await this.queries.activeRecipients(ids),
        mailingsSent30d: await this.queries.mailingsSentSince(new Date(now - 30 * DAY)),
      },
    };
  }

  /** The mailings sent last; four questions, however many they are. */
  async latest(limit: number): Promise<MailingKeyFigures[]> {
    const mailings = await this.queries.latestSent(limit);
    const ids = mailings.map(({ id }) => id);
    const ledger = await this.queries.ledger(ids);
    const reactions = await this.queries.reactions(ids);
    const unsubscribes = await this.queries.unsubscribes(ids);
    return mailings.map((mailing) => {
      const counts = ledger.get(mailing.id) ?? emptyCounts();
      const openers = reactions.get(mailing.id)?.openings.unique ?? 0;
      const clickers = reactions.get(mailing.id)?.clicks.unique ?? 0;
      return {
        ...mailing,
        audience: audienceOf(counts),
        accepted: counts.accepted,
        openers,
        clickers,
        openRate: percent(openers, counts.accepted),
        clickRate: percent(clickers, counts.accepted),
        unsubscribes: unsubscribes.get(mailing.id) ?? 0,
      };
    });
  }

  private async growth(
    lists: readonly { readonly id: number; readonly name: string }[],
    now: number,
  ): Promise<ListGrowthDay[]> {
    const today = Math.floor(now / DAY) * DAY;
    const first = today - (GROWTH_DAYS - 1) * DAY;
    const changes = await this.queries.listChanges(
      lists.map(({ id }) => id),
      first,
    );
    const counts = await this.bindings.counts();
    return lists.flatMap(({ id, name }) => {
      const own = changes.filter(({ mailingListId }) => mailingListId === id);
      return growthOf({ id, name }, own, counts.get(id)?.active ?? 0, first, today);
    });
  }
}

/** The days from `first` to `today`, oldest first. */
export function growthOf(
  list: { readonly id: number; readonly name: string },
  changes: readonly ListChange[],
  activeNow: number,
  first: number,
  today: number,
): ListGrowthDay[] {
  const count = (day: number, kind: ListChange['kind']): number =>
    changes
      .filter((change) => change.day === day && change.kind === kind)
      .reduce((sum, c) => sum + c.count, 0);
  const days: ListGrowthDay[] = [];
  let total = activeNow;
  for (let day = today; day >= first; day -= DAY) {
    const subscribed = count(day, 'subscribed');
    const unsubscribed = count(day, 'unsubscribed');
    const lost = count(day, 'lost');
    const date = new Date(day).toISOString().slice(0, 10);
    // Recipients deleted since then took their bindings with them: the past cannot be less than nobody.
    days.push({
      date,
      mailingListId: list.id,
      name: list.name,
      subscribed,
      unsubscribed,
      lost,
      total: Math.max(0, total),
    });
    total += unsubscribed + lost - subscribed;
  }
  return days.reverse();
}
