import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { LoadingBar } from './core/layout/loading-bar';
import { ToastList } from './shared/toast/toast-list';

@Component({
  selector: 'em-root',
  imports: [LoadingBar, RouterOutlet, ToastList],
  template: `
    <em-loading-bar />
    <router-outlet />
    <em-toasts />
  `,
})
export class App {}
