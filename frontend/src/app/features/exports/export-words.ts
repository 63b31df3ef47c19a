import { type ExportState } from '../../core/api/exports-api';
import { type Tone } from '../../shared/status-chip/status-chip';

export const EXPORT_STATES: Readonly<Record<ExportState, { label: string; tone: Tone }>> = {
  queued: { label: $localize`:@@exports.state.queued:Waiting`, tone: 'info' },
  running: { label: $localize`:@@exports.state.running:Running`, tone: 'running' },
  delivering: { label: $localize`:@@exports.state.delivering:Being delivered`, tone: 'running' },
  done: { label: $localize`:@@exports.state.done:Done`, tone: 'good' },
  failed: { label: $localize`:@@exports.state.failed:Failed`, tone: 'bad' },
  cancelled: { label: $localize`:@@exports.state.cancelled:Cancelled`, tone: 'neutral' },
};

export function isRunning(state: ExportState): boolean {
  return state === 'queued' || state === 'running' || state === 'delivering';
}

/** Columns that every recipient has, by their names in files. */
export const STANDARD_COLUMNS: readonly { name: string; label: string }[] = [
  { name: 'customer_id', label: $localize`:@@exports.column.id:Recipient number` },
  { name: 'email', label: $localize`:@@exports.column.email:E-mail address` },
  { name: 'title', label: $localize`:@@exports.column.title:Title` },
  { name: 'firstname', label: $localize`:@@exports.column.firstname:First name` },
  { name: 'lastname', label: $localize`:@@exports.column.lastname:Last name` },
  { name: 'gender', label: $localize`:@@exports.column.gender:Gender` },
  { name: 'mailtype', label: $localize`:@@exports.column.mailtype:Kind of mail` },
  { name: 'sys_tracking_veto', label: $localize`:@@exports.column.veto:No personal tracking` },
  { name: 'creation_date', label: $localize`:@@exports.column.created:Created` },
  { name: 'timestamp', label: $localize`:@@exports.column.changed:Changed` },
  { name: 'datasource_id', label: $localize`:@@exports.column.source:Data source` },
  { name: 'latest_datasource_id', label: $localize`:@@exports.column.latestSource:Latest data source` },
];
