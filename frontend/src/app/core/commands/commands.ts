import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';

/** Something the palette (Ctrl+K) can do and, with `keys`, a shortcut of the current page. */
export interface Command {
  id: string;
  label: string;
  /** Heading in the palette and the shortcut sheet. */
  group: string;
  /** `c`, `mod+s` (Ctrl or Cmd), or a sequence such as `g d`. Single keys never fire while typing. */
  keys?: string;
  icon?: string;
  run: () => void;
}

/** Finds objects by name for the palette; a feature registers one for its kind of object. */
export interface CommandSearch {
  group: string;
  find(text: string, abort: AbortSignal): Promise<Command[]>;
}

/** What can be done on this page. Features add their own commands for as long as they are shown. */
@Injectable({ providedIn: 'root' })
export class Commands {
  private readonly registered = signal<readonly Command[]>([]);
  private readonly searchProviders = signal<readonly CommandSearch[]>([]);

  readonly all = this.registered.asReadonly();
  readonly searches = this.searchProviders.asReadonly();
  readonly withKeys = computed(() => this.registered().filter((command) => command.keys));

  add(...commands: Command[]): () => void {
    this.registered.update((all) => [...all, ...commands]);
    return () => this.registered.update((all) => all.filter((command) => !commands.includes(command)));
  }

  addSearch(search: CommandSearch): () => void {
    this.searchProviders.update((all) => [...all, search]);
    return () => this.searchProviders.update((all) => all.filter((entry) => entry !== search));
  }
}

/** Registers commands for the life of the calling component. Call in an injection context. */
export function pageCommands(...commands: Command[]): void {
  inject(DestroyRef).onDestroy(inject(Commands).add(...commands));
}
