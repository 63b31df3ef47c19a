import {
  Directive,
  ElementRef,
  Injectable,
  Injector,
  type OnInit,
  afterNextRender,
  inject,
  input,
  signal,
} from '@angular/core';
import { type Finding, type FindingPart } from '../../../core/api/mailings-api';

/** A part of the mailing that text can be inserted into and that a finding can point to. */
export interface Place {
  insert(text: string): void;
  /** Line and column count from 1. */
  goTo(line: number, column: number, length: number): void;
}

export type Pane = 'write' | 'preview' | 'checks';

/** Where the cursor is, over all parts of the page; and the ways to go to a place in any of them. */
@Injectable()
export class Places {
  private readonly injector = inject(Injector);
  private readonly places = new Map<FindingPart, Place>();

  /** The part that the cursor was in last. */
  readonly current = signal<FindingPart>('html');
  /** What a narrow screen shows. */
  readonly pane = signal<Pane>('write');
  readonly source = signal<'html' | 'text'>('html');

  add(part: FindingPart, place: Place): void {
    this.places.set(part, place);
  }

  insert(text: string): void {
    this.at(this.current(), (place) => place.insert(text));
  }

  goTo({ part, line = 1, column = 1, length = 0 }: Finding): void {
    this.current.set(part);
    this.at(part, (place) => place.goTo(line, column, length));
  }

  private at(part: FindingPart, act: (place: Place) => void): void {
    this.pane.set('write');
    if (part === 'html' || part === 'text') this.source.set(part);
    // The part may have to be shown before it can take the focus.
    afterNextRender(
      () => {
        const place = this.places.get(part);
        if (place) act(place);
      },
      { injector: this.injector },
    );
  }
}

/** Makes an input or textarea one of the places. */
@Directive({ selector: '[emPlace]', host: { '(focus)': 'places.current.set(emPlace())' } })
export class PlaceInField implements OnInit, Place {
  protected readonly places = inject(Places);
  private readonly element =
    inject<ElementRef<HTMLInputElement | HTMLTextAreaElement>>(ElementRef).nativeElement;

  readonly emPlace = input.required<FindingPart>();

  ngOnInit(): void {
    this.places.add(this.emPlace(), this);
  }

  insert(text: string): void {
    const { element } = this;
    element.focus();
    element.setRangeText(text, element.selectionStart ?? 0, element.selectionEnd ?? 0, 'end');
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }

  goTo(line: number, column: number, length: number): void {
    const before = this.element.value.split('\n').slice(0, line - 1);
    const start = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
    this.element.focus();
    this.element.setSelectionRange(start, start + length);
    this.element.scrollIntoView?.({ block: 'center' });
  }
}
