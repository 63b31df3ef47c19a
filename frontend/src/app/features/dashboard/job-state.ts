import { type DashboardJob } from '../../core/api/statistics-api';
import { type Tone } from '../../shared/status-chip/status-chip';

const RUNNING = $localize`:@@dashboard.job.running:Running`;

const SEND_STATES: Readonly<Record<string, { label: string; tone: Tone }>> = {
  scheduled: { label: $localize`:@@dashboard.job.scheduled:Scheduled`, tone: 'info' },
  freezing: { label: $localize`:@@dashboard.job.freezing:Preparing`, tone: 'running' },
  sending: { label: $localize`:@@dashboard.job.sending:Sending`, tone: 'running' },
  paused: { label: $localize`:@@dashboard.job.paused:Paused`, tone: 'warn' },
  sent: { label: $localize`:@@dashboard.job.sent:Sent`, tone: 'good' },
  cancelled: { label: $localize`:@@dashboard.job.cancelled:Cancelled`, tone: 'neutral' },
};
const IMPORT_STATES: Readonly<Record<string, { label: string; tone: Tone }>> = {
  uploaded: { label: $localize`:@@dashboard.job.uploaded:Not started`, tone: 'neutral' },
  queued: { label: $localize`:@@dashboard.job.queued:Waiting`, tone: 'running' },
  running: { label: RUNNING, tone: 'running' },
  done: { label: $localize`:@@dashboard.job.done:Finished`, tone: 'good' },
  failed: { label: $localize`:@@dashboard.job.failed:Failed`, tone: 'bad' },
  cancelled: { label: $localize`:@@dashboard.job.cancelled:Cancelled`, tone: 'neutral' },
};

/** A job's state in words; `running` as tone as long as it changes by itself. */
export function jobState(job: DashboardJob): { label: string; tone: Tone } {
  const states = job.kind === 'send' ? SEND_STATES : IMPORT_STATES;
  return states[job.state] ?? { label: job.state, tone: 'neutral' };
}
