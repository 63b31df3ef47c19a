import { type MailingStatus } from '../../core/api/mailings-api';
import { type Tone } from '../../shared/status-chip/status-chip';

export const MAILING_STATUSES: Readonly<Record<MailingStatus, { label: string; tone: Tone }>> = {
  draft: { label: $localize`:@@mailings.status.draft:Draft`, tone: 'neutral' },
  scheduled: { label: $localize`:@@mailings.status.scheduled:Scheduled`, tone: 'info' },
  sending: { label: $localize`:@@mailings.status.sending:Sending`, tone: 'running' },
  paused: { label: $localize`:@@mailings.status.paused:Paused`, tone: 'warn' },
  sent: { label: $localize`:@@mailings.status.sent:Sent`, tone: 'good' },
  cancelled: { label: $localize`:@@mailings.status.cancelled:Cancelled`, tone: 'neutral' },
};

/** A send was ordered for it: there is progress to look at. */
export function hasSend(status: MailingStatus): boolean {
  return status !== 'draft';
}
