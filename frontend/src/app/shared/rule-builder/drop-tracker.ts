import { type CdkDrag } from '@angular/cdk/drag-drop';
import { ElementRef, Injectable, inject } from '@angular/core';
import { BuilderState } from './builder-state';
import { type Line, dropPlace } from './drop-place';

/**
 * Finds where a dragged condition would land. The lists are nested, which the CDK's drop lists do not cope with: so it
 * only does the dragging, and the place follows from the lines under the pointer.
 */
@Injectable()
export class DropTracker {
  private readonly state = inject(BuilderState);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  moved(key: number, y: number): void {
    const lines = [...this.host.nativeElement.querySelectorAll<HTMLElement>('[data-rule-line]')]
      .filter((element) => !element.closest(`[data-drag-key="${key}"]`))
      .map((element): Line & { element: HTMLElement } => {
        const { top, bottom } = element.getBoundingClientRect();
        return { key: keyOf(element), part: partOf(element), top, bottom, element };
      });
    const mark = dropPlace(this.state.root(), lines, y);
    const before = this.state.dropMark();
    if (mark?.parent !== before?.parent || mark?.index !== before?.index) this.state.dropMark.set(mark);
    // Long rules scroll along when the pointer comes to an edge.
    lines.find(({ bottom }) => y < bottom)?.element.scrollIntoView({ block: 'nearest' });
  }

  dropped(key: number, drag: CdkDrag): void {
    const mark = this.state.dropMark();
    drag.reset();
    this.state.dragged.set(null);
    this.state.dropMark.set(null);
    if (mark) this.state.drop(key, mark);
  }
}

function keyOf({ dataset }: HTMLElement): number {
  return Number(dataset['lineKey'] ?? dataset['ruleKey']);
}

function partOf({ dataset }: HTMLElement): Line['part'] {
  const part = dataset['ruleLine'];
  return part === 'head' || part === 'foot' ? part : 'row';
}
