import { type DashboardMailing } from '../../core/api/statistics-api';

export interface AverageRates {
  /** Number of mailings in the average. */
  mailings: number;
  /** Mails they all had accepted: the base. */
  accepted: number;
  /** 0 to 1. */
  open: number;
  click: number;
}

/** Rates over all mails of these mailings, so that a small mailing does not count like a large one. */
export function averageRates(mailings: readonly DashboardMailing[]): AverageRates | null {
  const counted = mailings.filter(({ accepted }) => accepted > 0);
  const sum = (key: 'accepted' | 'openers' | 'clickers'): number =>
    counted.reduce((total, mailing) => total + mailing[key], 0);
  const accepted = sum('accepted');
  if (accepted === 0) return null;
  return {
    mailings: counted.length,
    accepted,
    open: sum('openers') / accepted,
    click: sum('clickers') / accepted,
  };
}
