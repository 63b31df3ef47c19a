import { type FieldType } from '@contract/recipients/fields';
import { type ImportPhase, type ImportState } from '../../core/api/imports-api';
import { type Step } from '../../shared/stepper/stepper';
import { type Tone } from '../../shared/status-chip/status-chip';

export const IMPORT_STATES: Readonly<Record<ImportState, { label: string; tone: Tone }>> = {
  uploaded: { label: $localize`:@@imports.state.uploaded:Not started`, tone: 'neutral' },
  queued: { label: $localize`:@@imports.state.queued:Waiting`, tone: 'info' },
  running: { label: $localize`:@@imports.state.running:Running`, tone: 'running' },
  checked: { label: $localize`:@@imports.state.checked:Checked, not started`, tone: 'info' },
  done: { label: $localize`:@@imports.state.done:Finished`, tone: 'good' },
  failed: { label: $localize`:@@imports.state.failed:Failed`, tone: 'bad' },
  cancelled: { label: $localize`:@@imports.state.cancelled:Cancelled`, tone: 'warn' },
};

export function isRunning(state: ImportState): boolean {
  return state === 'queued' || state === 'running';
}

export const IMPORT_STEPS: readonly Step[] = [
  { key: 'file', label: $localize`:@@imports.step.file:File` },
  { key: 'format', label: $localize`:@@imports.step.format:Format` },
  { key: 'columns', label: $localize`:@@imports.step.columns:Columns` },
  { key: 'target', label: $localize`:@@imports.step.target:Target` },
];

export const PHASE_WORDS: Readonly<Record<ImportPhase, string>> = {
  reading: $localize`:@@imports.phase.reading:Reading and checking the rows`,
  checking: $localize`:@@imports.phase.checking:Comparing with the known recipients`,
  merging: $localize`:@@imports.phase.merging:Writing recipients`,
  closing: $localize`:@@imports.phase.closing:Taking out those that the file does not have`,
};

export const FIELD_TYPE_WORDS: Readonly<Record<FieldType, string>> = {
  text: $localize`:@@imports.type.text:Text`,
  integer: $localize`:@@imports.type.integer:Whole number`,
  decimal: $localize`:@@imports.type.decimal:Number with fraction`,
  date: $localize`:@@imports.type.date:Date`,
  datetime: $localize`:@@imports.type.datetime:Date and time`,
  boolean: $localize`:@@imports.type.boolean:Yes or no`,
};
