import { type AutomaticImportRun } from '../../../core/api/automatic-imports-api';
import { type Tone } from '../../../shared/status-chip/status-chip';

export const RUN_STATES: Readonly<Record<AutomaticImportRun['state'], { label: string; tone: Tone }>> = {
  queued: { label: $localize`:@@imports.runState.queued:Waiting`, tone: 'info' },
  fetching: { label: $localize`:@@imports.runState.fetching:Fetching the file`, tone: 'running' },
  importing: { label: $localize`:@@imports.runState.importing:Importing`, tone: 'running' },
  done: { label: $localize`:@@imports.runState.done:Imported`, tone: 'good' },
  nothing: { label: $localize`:@@imports.runState.nothing:No new file`, tone: 'neutral' },
  failed: { label: $localize`:@@imports.runState.failed:Failed`, tone: 'bad' },
};

export const RUN_STARTERS: Readonly<Record<AutomaticImportRun['startedBy'], string>> = {
  schedule: $localize`:@@imports.runBy.schedule:by the schedule`,
  person: $localize`:@@imports.runBy.person:by hand`,
  retry: $localize`:@@imports.runBy.retry:another try`,
};

export function runsNow(run: AutomaticImportRun | null): boolean {
  return run !== null && ['queued', 'fetching', 'importing'].includes(run.state);
}
