import type { CsvCell } from '../imports-exports/index.js';
import type { MailingStatistics } from './mailing-statistics.service.js';
import { percent } from './mailing-figures.js';

const HEADER = ['section', 'key', 'name', 'at', 'value', 'unique', 'percent'] as const;

/**
 * The figures of a mailing as rows of one table in long form, so that one filter finds each kind:
 * - `summary`: `key` is the figure; `unique` only for openings and clicks; `percent` is the figure's rate (its base
 *   stands in `MailingRates`), for states of the ledger their part of the audience;
 * - `timeline`: `at` is the beginning of the interval, `key` one of sent, openings and clicks;
 * - `link`: `key` is the link's id, `name` its address, `value` its clicks, `unique` its clickers and `percent` its
 *   part of all clicks.
 */
export function* statisticsRows(of: MailingStatistics): Generator<readonly CsvCell[], void> {
  const { audience, counts, openings, clicks, unsubscribes, rates } = of;
  yield HEADER;
  const summary = (key: string, value: number, unique?: number, rate?: number): readonly CsvCell[] => [
    'summary', key, of.name, null, value, unique, rate,
  ]; // prettier-ignore
  yield summary('audience', audience);
  for (const [state, count] of Object.entries(counts)) {
    yield summary(state, count, undefined, percent(count, audience));
  }
  yield summary('openings', openings.gross, openings.unique, rates.open);
  yield summary('openings-anonymous', openings.anonymous);
  yield summary('clicks', clicks.gross, clicks.unique, rates.click);
  yield summary('clicks-anonymous', clicks.anonymous);
  yield summary('unsubscribes', unsubscribes, undefined, rates.unsubscribe);
  for (const { at, sent, openings: opened, clicks: clicked } of of.timeline) {
    for (const [key, value] of Object.entries({ sent, openings: opened, clicks: clicked })) {
      yield ['timeline', key, null, at, value, null, null];
    }
  }
  for (const link of of.links) {
    yield ['link', link.id, link.url, null, link.clicks, link.clickers, link.share];
  }
}
