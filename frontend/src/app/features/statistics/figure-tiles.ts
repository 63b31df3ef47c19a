import { Component, computed, inject, input } from '@angular/core';
import { type MailingStatistics } from '../../core/api/statistics-api';
import { Formats } from '../../shared/format/formats';
import { StatTile } from '../../shared/stat-tile/stat-tile';

interface Figure {
  key: string;
  label: string;
  value: string;
  /** The rate with its base, so that no percentage stands alone. */
  context: string;
}

/** The headline figures, each rate with what it is a share of. */
@Component({
  selector: 'em-figure-tiles',
  imports: [StatTile],
  template: `
    <div class="tiles">
      @for (figure of figures(); track figure.key) {
        <em-stat-tile [label]="figure.label" [value]="figure.value" [context]="figure.context" />
      }
    </div>
  `,
  styles: `
    .tiles {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(184px, 44%), 1fr));
      gap: 8px 16px;
    }
  `,
})
export class FigureTiles {
  private readonly formats = inject(Formats);

  readonly of = input.required<MailingStatistics>();

  protected readonly figures = computed<Figure[]>(() => {
    const { audience, accepted, failed, bounced, openings, clicks, unsubscribes, rates } = this.of();
    const n = (value: number): string => this.formats.number(value);
    const rate = (percent: number): string => this.formats.percent(percent / 100, 2);
    const ofAudience = (percent: number): string =>
      $localize`:@@statistics.tile.ofAudience:${rate(percent)}:rate: of ${n(audience)}:audience: recipients`;
    const ofAccepted = (percent: number): string =>
      $localize`:@@statistics.tile.ofAccepted:${rate(percent)}:rate: of ${n(accepted)}:accepted: accepted`;
    return [
      {
        key: 'audience',
        label: $localize`:@@statistics.tile.audience:Audience`,
        value: n(audience),
        context: $localize`:@@statistics.tile.audienceText:recipients of the send`,
      },
      {
        key: 'accepted',
        label: $localize`:@@statistics.tile.accepted:Accepted`,
        value: n(accepted),
        context: ofAudience(rates.delivery),
      },
      {
        key: 'failed',
        label: $localize`:@@statistics.tile.failed:Failed`,
        value: n(failed),
        context: ofAudience(rates.failure),
      },
      {
        key: 'bounced',
        label: $localize`:@@statistics.tile.bounced:Bounced`,
        value: n(bounced),
        context: $localize`:@@statistics.tile.ofTaken:${rate(rates.bounce)}:rate: of ${n(accepted + bounced)}:taken: taken by mail servers`,
      },
      {
        key: 'openers',
        label: $localize`:@@statistics.tile.openers:Opened by`,
        value: n(openings.unique),
        context: ofAccepted(rates.open),
      },
      {
        key: 'openings',
        label: $localize`:@@statistics.tile.openings:Openings, all`,
        value: n(openings.gross),
        context: this.anonymous(openings.anonymous),
      },
      {
        key: 'clickers',
        label: $localize`:@@statistics.tile.clickers:Clicked by`,
        value: n(clicks.unique),
        context: ofAccepted(rates.click),
      },
      {
        key: 'clicks',
        label: $localize`:@@statistics.tile.clicks:Clicks, all`,
        value: n(clicks.gross),
        context:
          openings.gross > 0
            ? $localize`:@@statistics.tile.ofOpenings:${rate(rates.activity)}:rate: of ${n(openings.gross)}:openings: openings`
            : this.anonymous(clicks.anonymous),
      },
      {
        key: 'unsubscribes',
        label: $localize`:@@statistics.tile.unsubscribes:Unsubscribed`,
        value: n(unsubscribes),
        context: ofAccepted(rates.unsubscribe),
      },
    ];
  });

  private anonymous(count: number): string {
    return count === 0
      ? $localize`:@@statistics.tile.repeated:repeated ones included`
      : $localize`:@@statistics.tile.anonymous:${this.formats.number(count)}:count: of them anonymous`;
  }
}
