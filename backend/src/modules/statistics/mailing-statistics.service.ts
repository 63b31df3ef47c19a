import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import type { LedgerCounts, SendState } from '../mail-dispatch/index.js';
import { MailingService } from '../mailings/index.js';
import { audienceOf, percent, ratesOf, type MailingRates, type Reactions } from './mailing-figures.js';
import { emptyCounts, StatisticsQueries, type LinkFigures } from './statistics.queries.js';
import { filledTimeline, timelineStep, type TimelineEntry } from './timeline.js';

export interface LinkStatistics extends LinkFigures {
  /** Percent of all clicks of the mailing, gross. */
  readonly share: number;
}

/** Everything there is to say about what became of a mailing. */
export interface MailingStatistics {
  readonly mailingId: number;
  readonly name: string;
  readonly subject: string;
  readonly sends: number;
  /** Of the last send; null before the first. */
  readonly sendState: SendState | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly audience: number;
  /** Their sum is `audience`. */
  readonly counts: LedgerCounts;
  readonly openings: Reactions;
  readonly clicks: Reactions;
  readonly unsubscribes: number;
  readonly rates: MailingRates;
  readonly timelineStepSeconds: number;
  readonly timeline: readonly TimelineEntry[];
  readonly links: readonly LinkStatistics[];
}

const NONE: Reactions = { gross: 0, unique: 0, anonymous: 0 };
const UNDER_WAY: readonly SendState[] = ['freezing', 'sending'];

/** Figures are counted when they are asked for, so they are right at every moment of a send. */
@Injectable()
export class MailingStatisticsService {
  constructor(
    private readonly queries: StatisticsQueries,
    private readonly mailings: MailingService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async of(mailingId: number): Promise<MailingStatistics> {
    const mailing = await this.mailings.require(mailingId);
    const sends = await this.queries.worldSends(mailingId);
    const counts = (await this.queries.ledger([mailingId])).get(mailingId) ?? emptyCounts();
    const reactions = (await this.queries.reactions([mailingId])).get(mailingId);
    const { openings, clicks } = reactions ?? { openings: NONE, clicks: NONE };
    const unsubscribes = (await this.queries.unsubscribes([mailingId])).get(mailingId) ?? 0;
    const links = await this.queries.links(mailingId);
    const last = sends.at(-1);
    const running = sends.some(({ state }) => UNDER_WAY.includes(state));
    return {
      mailingId,
      name: mailing.name,
      subject: mailing.subject,
      sends: sends.length,
      sendState: last?.state ?? null,
      startedAt: sends.find(({ startedAt }) => startedAt !== null)?.startedAt ?? null,
      finishedAt: last?.finishedAt ?? null,
      audience: audienceOf(counts),
      counts,
      openings,
      clicks,
      unsubscribes,
      rates: ratesOf(counts, openings, clicks, unsubscribes),
      ...(await this.timeline(mailingId, running)),
      links: links.map((link) => ({ ...link, share: percent(link.clicks, clicks.gross) })),
    };
  }

  private async timeline(
    mailingId: number,
    running: boolean,
  ): Promise<Pick<MailingStatistics, 'timeline' | 'timelineStepSeconds'>> {
    const span = await this.queries.span(mailingId);
    if (!span) return { timelineStepSeconds: timelineStep(0, 0) / 1000, timeline: [] };
    const to = running ? Math.max(span.to, this.clock.millis()) : span.to;
    const step = timelineStep(span.from, to);
    const counts = await this.queries.timeline(mailingId, step);
    // Events that came between the two questions are shown as well.
    const last = Math.max(to, ...counts.keys());
    return { timelineStepSeconds: step / 1000, timeline: filledTimeline(counts, span.from, last, step) };
  }
}
