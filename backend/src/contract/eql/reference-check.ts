import type { BindingNode, MailingNode, Span, TargetGroupNode } from './ast.js';
import type { RawProblem } from './lexer.js';
import { type EqlReferences, noReferences } from './references.js';
import type { EqlField, EqlSchema } from './schema.js';

type Report = (code: string, span: Span, params?: RawProblem['params'], hint?: string) => void;

/** Collects what conditions refer to and tells what does not exist. */
export class ReferenceChecker {
  readonly found: EqlReferences = noReferences();

  constructor(
    private readonly schema: EqlSchema,
    private readonly report: Report,
  ) {}

  field(field: EqlField): void {
    add(this.found.fields, field.name.toLowerCase());
  }

  check(node: MailingNode | BindingNode | TargetGroupNode): void {
    const { schema, found } = this;
    if (node.kind === 'mailing') {
      this.mailing(node);
    } else if (node.kind === 'binding') {
      const id = node.mailingListId;
      if (id === null) return;
      add(found.mailingLists, id);
      if (schema.hasMailingList(id) === false) this.unknown('mailing-list', id, node.mailingListSpan ?? node);
    } else {
      add(found.targetGroups, node.id);
      if (schema.hasTargetGroup(node.id) === false) this.unknown('target-group', node.id, node.idSpan);
    }
  }

  private mailing(node: MailingNode): void {
    const { schema, found } = this;
    const { mailingId, linkId } = node;
    if (mailingId === null) return;
    add(found.mailings, mailingId);
    if (
      linkId !== null &&
      !found.links.some((link) => link.mailingId === mailingId && link.linkId === linkId)
    ) {
      found.links.push({ mailingId, linkId });
    }
    if (schema.hasMailing(mailingId) === false) this.unknown('mailing', mailingId, node.mailingSpan);
    else if (linkId !== null && schema.hasLink(linkId, mailingId) === false) {
      this.report('eql.unknown-link', node.linkSpan ?? node, { id: linkId, mailing: mailingId });
    }
  }

  private unknown(what: string, id: number, span: Span): void {
    this.report(`eql.unknown-${what}`, span, { id });
  }
}

function add<T>(list: T[], item: T): void {
  if (!list.includes(item)) list.push(item);
}
