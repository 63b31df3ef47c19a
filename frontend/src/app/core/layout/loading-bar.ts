import { Component, inject } from '@angular/core';
import { Router } from '@angular/router';

/** A thin line at the top while a page is on its way; appears only when it takes longer. */
@Component({
  selector: 'em-loading-bar',
  template: `
    @if (router.currentNavigation()) {
      <div class="bar" aria-hidden="true"></div>
    }
  `,
  styles: `
    .bar {
      position: fixed;
      z-index: 1200;
      inset: 0 0 auto;
      height: 2px;
      background: var(--em-accent);
      transform-origin: 0 0;
      opacity: 0;
      animation: em-load 8s cubic-bezier(0.1, 0.7, 0.3, 1) 150ms forwards;
    }
    @keyframes em-load {
      from {
        opacity: 1;
        scale: 0.05 1;
      }
      to {
        opacity: 1;
        scale: 0.95 1;
      }
    }
  `,
})
export class LoadingBar {
  protected readonly router = inject(Router);
}
