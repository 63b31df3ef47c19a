import {
  BINDING_STATUSES,
  BINDING_TYPES,
  type BindingNode,
  type BindingStatus,
  type BindingType,
  type MailingEvent,
  type MailingNode,
  type Span,
  type TargetGroupNode,
} from './ast.js';
import type { Expectation, TokenStream } from './token-stream.js';
import { MAX_LAST_DAYS } from './words.js';

export const MAILING_EVENTS: Readonly<Record<string, MailingEvent>> = {
  OPENED: 'opened',
  RECEIVED: 'received',
  CLICKED: 'clicked',
};

/** Reads conditions that are not about a value: mailings, bindings and other target groups. */
export class PredicateParser {
  constructor(private readonly stream: TokenStream) {}

  mailing(event: MailingEvent): MailingNode {
    const { stream } = this;
    const { start } = stream.next();
    let link: { id: number; span: Span } | null = null;
    if (event === 'clicked') {
      if (stream.takeWords('LINK')) link = this.id('link');
      stream.needWord('IN');
    }
    let mailing: { id: number | null; span: Span };
    const any = stream.token;
    if (stream.takeWords('ANY', 'MAILING')) {
      if (link) stream.stop('eql.link-any', { start: link.span.start, end: stream.previousEnd });
      mailing = { id: null, span: { start: any.start, end: stream.previousEnd } };
    } else {
      stream.needWord('MAILING');
      mailing = this.id('mailing');
    }
    let lastDays: number | null = null;
    if (stream.takeWords('IN', 'LAST')) {
      const days = this.id('days');
      if (days.id < 1 || days.id > MAX_LAST_DAYS)
        stream.stop('eql.last-days', days.span, { max: MAX_LAST_DAYS });
      stream.needWord('DAYS');
      lastDays = days.id;
    }
    return {
      kind: 'mailing', event, mailingId: mailing.id, linkId: link?.id ?? null, lastDays,
      mailingSpan: mailing.span, linkSpan: link?.span ?? null, start, end: stream.previousEnd,
    }; // prettier-ignore
  }

  private id(expectation: Expectation): { id: number; span: Span } {
    const { stream } = this;
    stream.expect(expectation);
    const { token } = stream;
    const { start, end } = token;
    if (token.kind !== 'number' || token.value.includes('.')) stream.fail(`eql.hint.${expectation}`);
    stream.next();
    return { id: Number(token.value), span: { start, end } };
  }

  binding(): BindingNode {
    const { stream } = this;
    const { start } = stream.next();
    stream.needWord('BINDING');
    let list: { id: number; span: Span } | null = null;
    let status: BindingStatus | null = null;
    let type: BindingType | null = null;
    for (;;) {
      const option = stream.token;
      if (list === null && stream.takeWords('ON', 'MAILINGLIST')) list = this.id('mailing-list');
      else if (status === null && stream.takeWords('WITH', 'STATUS')) status = this.oneOf(BINDING_STATUSES);
      else if (type === null && stream.takeWords('OF', 'TYPE')) type = this.oneOf(BINDING_TYPES);
      else if (stream.token.kind === 'word' && option.value === 'FOR') stream.stop('eql.mediatype', option);
      else if (stream.token.kind === 'word' && ['ON', 'WITH', 'OF'].includes(option.value)) {
        stream.stop('eql.option-twice', option, { word: option.value });
      } else break;
    }
    const end = stream.previousEnd;
    return { kind: 'binding', mailingListId: list?.id ?? null, status, type, mailingListSpan: list?.span ?? null, start, end }; // prettier-ignore
  }

  private oneOf<Word extends string>(words: readonly Word[]): Word {
    const { stream } = this;
    stream.expect(...words);
    const { token } = stream;
    const found = words.find((word) => token.kind === 'word' && token.value === word);
    if (!found) return stream.fail('eql.hint.words', { words: words.join(', ') });
    stream.next();
    return found;
  }

  targetGroup(): TargetGroupNode {
    const { stream } = this;
    const { start } = stream.next();
    if (!stream.takeWords('TARGET', 'GROUP')) stream.fail('eql.hint.target-condition');
    const { id, span } = this.id('target-group');
    return { kind: 'target-group', id, negated: false, idSpan: span, start, end: span.end };
  }
}
