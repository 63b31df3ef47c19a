import { DestroyRef, DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';
import { ApiProblem } from '../../../core/api/api-problem';
import { type MailingContent, type MailingView, MailingsApi } from '../../../core/api/mailings-api';
import {
  type ContentChanges,
  type ContentField,
  EMPTY_CONTENT,
  afterSave,
  changesBetween,
  contentOf,
  isEmpty,
} from './draft-content';
import { DraftStorage, type StoredDraft } from './draft-storage';
import { Refusals } from './refusals';
import { SaveTimer } from './save-timer';

/**
 * saved → waiting (something changed) → saving → saved. From saving also: `offline` (kept here, tried again),
 * `refused` (a field has no form that can be saved; the others are), `conflict` (somebody else saved meanwhile;
 * waits for a decision), `locked` (released for sending), `failed` (anything else).
 */
export type DraftState =
  'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict' | 'locked' | 'failed';

/** Time in ms within which edits are kept in the browser. */
const STORE_DELAY = 250;

/** A mailing while it is written: saves by itself, keeps what could not be saved, notices other people's saves. */
@Injectable()
export class MailingDraft {
  private readonly api = inject(MailingsApi);
  private readonly storage = inject(DraftStorage);
  private readonly refusals = new Refusals();
  private readonly timer = new SaveTimer(() => void this.save());

  /** The mailing as the server has it. */
  readonly saved = signal<MailingView | null>(null);
  /** The mailing as it is on the screen. */
  readonly content = signal<MailingContent>(EMPTY_CONTENT);
  readonly state = signal<DraftState>('saved');
  readonly problem = signal<ApiProblem | null>(null);
  /** Other people's version, while it is not decided which one stays. */
  readonly theirs = signal<MailingView | null>(null);
  /** Edits of an earlier visit that never reached the server. */
  readonly found = signal<StoredDraft | null>(null);
  /** False when the browser could not keep the unsaved edits. */
  readonly kept = signal(true);

  readonly unsaved = computed<ContentChanges>(() => {
    const saved = this.saved();
    return saved ? changesBetween(saved, this.content()) : {};
  });
  readonly dirty = computed(() => !isEmpty(this.unsaved()));
  readonly editable = computed(() => this.saved()?.editable ?? false);
  readonly savedAt = computed(() => this.saved()?.updatedAt ?? null);

  private saving: Promise<void> | null = null;
  /** Whether the browser keeps something of this draft. */
  private stored = false;
  private storeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const document = inject(DOCUMENT);
    const window = document.defaultView;
    const leave = (): void => this.store();
    const online = (): void => void (this.state() === 'offline' && this.save());
    const hide = (): void => void (document.hidden && this.dirty() && this.save());
    window?.addEventListener('pagehide', leave);
    window?.addEventListener('online', online);
    document.addEventListener('visibilitychange', hide);
    inject(DestroyRef).onDestroy(() => {
      window?.removeEventListener('pagehide', leave);
      window?.removeEventListener('online', online);
      document.removeEventListener('visibilitychange', hide);
      this.timer.stop();
      if (this.storeTimer !== undefined) this.store();
    });
  }

  open(mailing: MailingView): void {
    if (this.dirty()) this.store();
    this.timer.stop();
    this.theirs.set(null);
    this.refusals.clear();
    this.adopt(mailing, contentOf(mailing));
    const stored = this.storage.read(mailing.id);
    const differs = stored && !isEmpty(changesBetween(mailing, { ...contentOf(mailing), ...stored.changes }));
    this.found.set(differs ? stored : null);
    this.stored = stored !== null;
  }

  change(changes: ContentChanges): void {
    if (!this.editable()) return;
    this.content.update((content) => ({ ...content, ...changes }));
    this.storeTimer ??= setTimeout(() => this.store(), STORE_DELAY);
    // A decision or the next attempt is pending anyway.
    if (this.state() === 'conflict' || this.state() === 'offline') return;
    if (this.dirty()) {
      if (this.state() !== 'saving') this.state.set('waiting');
      this.timer.changed();
    } else if (this.state() !== 'saving') {
      this.timer.stop();
      this.state.set('saved');
    }
  }

  /** What the server says about a field's present value. */
  refusal(field: ContentField): string {
    return this.refusals.of(field, this.content());
  }

  /** Saves now. Afterwards `dirty()` tells whether something is still unsaved. */
  async save(): Promise<void> {
    this.timer.stop();
    while (this.saving) await this.saving;
    if (this.theirs() || !this.editable()) return;
    this.saving = this.saveOnce();
    try {
      await this.saving;
    } finally {
      this.saving = null;
    }
  }

  /** Puts the edits of an earlier visit back. */
  restore(): void {
    const found = this.found();
    this.found.set(null);
    if (found) this.change(found.changes);
  }

  discardFound(): void {
    this.found.set(null);
    this.store();
  }

  /** Saves my fields on top of the other version, as a save of its own. */
  async keepMine(): Promise<void> {
    const theirs = this.theirs();
    if (!theirs) return;
    const content = { ...contentOf(theirs), ...this.unsaved() };
    this.theirs.set(null);
    this.adopt(theirs, content);
    await this.save();
  }

  takeTheirs(): void {
    const theirs = this.theirs();
    if (!theirs) return;
    this.theirs.set(null);
    this.adopt(theirs, contentOf(theirs));
    this.store();
  }

  /** Nothing of it is wanted any more. */
  forget(): void {
    const saved = this.saved();
    this.timer.stop();
    this.found.set(null);
    if (saved) this.content.set(contentOf(saved));
    this.store();
  }

  private async saveOnce(): Promise<void> {
    const saved = this.saved();
    if (!saved) return;
    const sent = this.content();
    const changes = this.refusals.sendable(this.unsaved(), sent);
    if (isEmpty(changes)) {
      this.state.set(this.dirty() ? 'refused' : 'saved');
      return;
    }
    this.state.set('saving');
    try {
      const answer = await this.api.save(saved.id, saved.version, changes);
      this.timer.answered();
      this.adopt(answer, afterSave(this.content(), { ...contentOf(saved), ...changes }, answer));
      this.store();
      if (this.state() === 'waiting') this.timer.changed();
    } catch (error) {
      await this.handle(ApiProblem.from(error), saved.id, sent);
    }
  }

  private adopt(mailing: MailingView, content: MailingContent): void {
    this.saved.set(mailing);
    this.content.set(content);
    this.problem.set(null);
    if (!this.dirty()) this.state.set('saved');
    else this.state.set(isEmpty(this.refusals.sendable(this.unsaved(), content)) ? 'refused' : 'waiting');
  }

  private async handle(problem: ApiProblem, id: number, sent: MailingContent): Promise<void> {
    this.problem.set(problem);
    if (problem.code === 'mailing.version-conflict') await this.meetTheirs(id, 'conflict');
    else if (problem.code === 'mailing.locked') await this.meetTheirs(id, 'locked');
    // The other fields need not wait for the refused ones.
    else if (this.refusals.add(problem.fields, sent)) await this.saveOnce();
    else {
      const unreachable = problem.offline || (problem.status >= 502 && problem.status <= 504);
      this.state.set(unreachable ? 'offline' : 'failed');
      this.store();
      if (unreachable) this.timer.retry();
    }
  }

  private async meetTheirs(id: number, state: 'conflict' | 'locked'): Promise<void> {
    this.store();
    try {
      const theirs = await this.api.get(id);
      this.state.set(state);
      if (state === 'conflict') this.theirs.set(theirs);
      else this.saved.set(theirs);
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
      this.state.set('failed');
    }
  }

  private store(): void {
    clearTimeout(this.storeTimer);
    this.storeTimer = undefined;
    const saved = this.saved();
    if (!saved) return;
    // What was found and not decided about stays until it is.
    const found = this.found();
    const changes = { ...found?.changes, ...this.unsaved() };
    // What another tab keeps under the same name is not this one's to remove.
    if (isEmpty(changes) && !this.stored) return;
    const draft = {
      version: found?.version ?? saved.version,
      at: found && !this.dirty() ? found.at : new Date().toISOString(),
      changes,
    };
    this.stored = !isEmpty(changes);
    this.kept.set(this.storage.write(saved.id, draft));
  }
}
