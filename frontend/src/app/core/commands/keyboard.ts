import { DOCUMENT, DestroyRef, Injectable, inject, signal } from '@angular/core';
import { type Command, Commands } from './commands';

const STORAGE_KEY = 'emm.shortcuts';
/** Time in ms within which the second key of a sequence such as `g d` must follow. */
const SEQUENCE_TIMEOUT = 1200;

/** Runs commands by their keys. Single keys never fire while typing and can be switched off. */
@Injectable({ providedIn: 'root' })
export class Keyboard {
  private readonly commands = inject(Commands);
  private readonly document = inject(DOCUMENT);
  private readonly singleKeys = signal(readSetting());
  private prefix = '';
  private prefixTimer: ReturnType<typeof setTimeout> | undefined;

  readonly singleKeysOn = this.singleKeys.asReadonly();

  constructor() {
    const listener = (event: KeyboardEvent): void => this.handle(event);
    this.document.addEventListener('keydown', listener);
    inject(DestroyRef).onDestroy(() => this.document.removeEventListener('keydown', listener));
  }

  useSingleKeys(on: boolean): void {
    this.singleKeys.set(on);
    try {
      localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
    } catch {
      // Without storage the choice lasts for this visit.
    }
  }

  private handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const pressed = keyName(event);
    const combined = event.ctrlKey || event.metaKey;
    if (!combined && (event.altKey || !this.singleKeys() || isTyping(event.target) || this.inDialog()))
      return;
    const command = this.find(this.prefix ? `${this.prefix} ${pressed}` : pressed) ?? this.find(pressed);
    this.setPrefix('');
    if (command) {
      event.preventDefault();
      command.run();
    } else if (!combined && this.commands.withKeys().some(({ keys }) => keys?.startsWith(`${pressed} `))) {
      this.setPrefix(pressed);
    }
  }

  private find(keys: string): Command | undefined {
    // The latest registration wins: a page may use a key of the shell for itself.
    return this.commands.withKeys().findLast((command) => command.keys === keys);
  }

  private inDialog(): boolean {
    return this.document.querySelector('.cdk-overlay-container [role="dialog"], [role="menu"]') !== null;
  }

  private setPrefix(prefix: string): void {
    clearTimeout(this.prefixTimer);
    this.prefix = prefix;
    if (prefix) this.prefixTimer = setTimeout(() => (this.prefix = ''), SEQUENCE_TIMEOUT);
  }
}

function keyName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]');
}

function readSetting(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}
