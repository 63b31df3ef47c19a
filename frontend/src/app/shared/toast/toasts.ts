import { Injectable, signal } from '@angular/core';

export interface Toast {
  id: number;
  tone: 'info' | 'good' | 'bad';
  message: string;
  /** Offers to take the action back. */
  undo?: () => void;
  /** Id of the error in the server's log, for copying. */
  errorId?: string | null;
}

/** How long a message stays, in ms; with an undo button longer. Errors stay until closed. */
const STAY = 5_000;
const STAY_WITH_UNDO = 10_000;

/** Short messages about what was just done, shown by `em-toasts` at the root. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly shown = signal<readonly Toast[]>([]);
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private lastId = 0;

  readonly list = this.shown.asReadonly();

  info(message: string): void {
    this.add({ tone: 'info', message });
  }

  success(message: string, options: { undo?: () => void } = {}): void {
    this.add({ tone: 'good', message, undo: options.undo });
  }

  /** Stays until closed. Takes any error with a message; an `errorId` is offered for copying. */
  error(error: string | { message: string; errorId?: string | null }): void {
    if (typeof error === 'string') this.add({ tone: 'bad', message: error });
    else this.add({ tone: 'bad', message: error.message, errorId: error.errorId });
  }

  close(id: number): void {
    this.hold(id);
    this.shown.update((list) => list.filter((toast) => toast.id !== id));
  }

  /** Keeps a message while the pointer or the focus is on it. */
  hold(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  release(toast: Toast): void {
    if (toast.tone === 'bad') return;
    this.hold(toast.id);
    this.timers.set(
      toast.id,
      setTimeout(() => this.close(toast.id), toast.undo ? STAY_WITH_UNDO : STAY),
    );
  }

  private add(content: Omit<Toast, 'id'>): void {
    const toast = { ...content, id: ++this.lastId };
    this.shown.update((list) => [...list.slice(-3), toast]);
    this.release(toast);
  }
}
