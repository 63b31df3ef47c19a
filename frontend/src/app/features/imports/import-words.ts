import { type FieldType } from '@contract/recipients/fields';
import { type ImportMode, type ImportState } from '../../core/api/imports-api';
import { type Step } from '../../shared/stepper/stepper';
import { type Tone } from '../../shared/status-chip/status-chip';

export const IMPORT_STATES: Readonly<Record<ImportState, { label: string; tone: Tone }>> = {
  uploaded: { label: $localize`:@@imports.state.uploaded:Not started`, tone: 'neutral' },
  queued: { label: $localize`:@@imports.state.queued:Waiting`, tone: 'info' },
  running: { label: $localize`:@@imports.state.running:Running`, tone: 'running' },
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

export const MODE_WORDS: readonly { mode: ImportMode; label: string; meaning: string }[] = [
  {
    mode: 'add-and-update',
    label: $localize`:@@imports.mode.both:Add new and update known ones`,
    meaning: $localize`:@@imports.mode.bothMeaning:Addresses that are known get the values of the file; empty cells change nothing.`,
  },
  {
    mode: 'add-only',
    label: $localize`:@@imports.mode.add:Only add new ones`,
    meaning: $localize`:@@imports.mode.addMeaning:Rows with known addresses are left out.`,
  },
  {
    mode: 'update-only',
    label: $localize`:@@imports.mode.update:Only update known ones`,
    meaning: $localize`:@@imports.mode.updateMeaning:Rows with new addresses are left out.`,
  },
];

export const FIELD_TYPE_WORDS: Readonly<Record<FieldType, string>> = {
  text: $localize`:@@imports.type.text:Text`,
  integer: $localize`:@@imports.type.integer:Whole number`,
  decimal: $localize`:@@imports.type.decimal:Number with fraction`,
  date: $localize`:@@imports.type.date:Date`,
  datetime: $localize`:@@imports.type.datetime:Date and time`,
  boolean: $localize`:@@imports.type.boolean:Yes or no`,
};
