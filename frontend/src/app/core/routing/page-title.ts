import { Injectable, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** The title of the page: from the route, or set by a page that knows better (an object's name). */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly documentTitle = inject(Title);
  private readonly shown = signal('');

  private lastPath: string | undefined;

  readonly title = this.shown.asReadonly();

  set(title: string): void {
    this.shown.set(title);
    this.documentTitle.setTitle(title ? `${title} · EMM` : 'EMM');
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    const [path] = snapshot.url.split('?');
    // A filter or step in the query changes nothing about what the page shows; it keeps the name it gave itself.
    if (path === this.lastPath) return;
    this.lastPath = path;
    this.set(this.buildTitle(snapshot) ?? '');
  }
}
