import { Component, type ElementRef, computed, effect, inject, signal, viewChild } from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';
import { mdiMagnify } from '@mdi/js';
import { Icon } from '../../shared/icon/icon';
import { type Command, Commands } from '../commands/commands';
import { remote } from '../state/remote';
import { KeyLabel } from './key-label';

/** Goes anywhere and does anything by name: commands of this page and, from two letters, objects. */
@Component({
  selector: 'em-command-palette',
  imports: [Icon, KeyLabel],
  templateUrl: './command-palette.html',
  styleUrl: './command-palette.scss',
})
export class CommandPalette {
  private readonly commands = inject(Commands);
  private readonly dialog = inject(MatDialogRef);
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');

  protected readonly icon = mdiMagnify;
  protected readonly text = signal('');
  protected readonly index = signal(0);
  private readonly objects = remote(
    () => (this.text().trim().length >= 2 ? this.text().trim() : undefined),
    async (text, abort) => {
      const found = await Promise.allSettled(
        this.commands.searches().map((search) => search.find(text, abort)),
      );
      return { text, items: found.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])) };
    },
  );

  protected readonly matches = computed<readonly Command[]>(() => {
    const wanted = this.text().trim().toLowerCase();
    const words = wanted.split(/\s+/);
    const commands = this.commands
      .all()
      .filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
    const objects = this.objects.value();
    return [...commands, ...(objects?.text.toLowerCase() === wanted ? objects.items : [])].slice(0, 40);
  });
  protected readonly active = computed(() => Math.min(this.index(), this.matches().length - 1));

  constructor() {
    effect(() => {
      const option = this.list()?.nativeElement.children[this.active()];
      option?.scrollIntoView?.({ block: 'nearest' });
    });
  }

  protected type(text: string): void {
    this.text.set(text);
    this.index.set(0);
  }

  protected press(event: KeyboardEvent): void {
    const last = this.matches().length - 1;
    if (event.key === 'ArrowDown') this.index.set(this.active() >= last ? 0 : this.active() + 1);
    else if (event.key === 'ArrowUp') this.index.set(this.active() <= 0 ? last : this.active() - 1);
    else if (event.key === 'Enter') this.run(this.matches()[this.active()]);
    else return;
    event.preventDefault();
  }

  protected run(command: Command | undefined): void {
    if (!command) return;
    this.dialog.afterClosed().subscribe(() => command.run());
    this.dialog.close();
  }
}
