import { type FieldTree, type ValidationError, submit } from '@angular/forms/signals';
import { ApiProblem } from '../api/api-problem';

type FieldErrors = ValidationError.WithOptionalFieldTree[];

/**
 * Validates and submits a signal form. Errors that the server names a field for (`fields` of its
 * problem document, dots for nesting: `sender.email`) go onto that control and the first one is
 * focused; whatever belongs to no control is returned as one message to show above the buttons.
 *
 * @returns null when all went well, '' when only fields complain, else the message
 */
export async function submitForm<T extends object>(
  form: FieldTree<T>,
  action: (value: T) => Promise<unknown>,
): Promise<string | null> {
  let message: string | null = null;
  const done = await submit(form, {
    action: async () => {
      try {
        await action(form().value());
        return undefined;
      } catch (error) {
        const problem = ApiProblem.from(error);
        const { errors, rest } = onControls(form, problem);
        message = rest;
        return errors;
      }
    },
  });
  if (done) return null;
  focusFirstError(form);
  return message ?? '';
}

/** The server's field errors as errors of the form's controls, and what found no control. */
export function onControls<T extends object>(
  form: FieldTree<T>,
  problem: ApiProblem,
): { errors: FieldErrors; rest: string } {
  const errors: FieldErrors = [];
  const rest: string[] = [];
  for (const [name, { code, message }] of Object.entries(problem.fields)) {
    const control = controlAt(form, name);
    if (control) errors.push({ kind: code, message, fieldTree: control });
    else rest.push(message);
  }
  if (errors.length === 0 && rest.length === 0) rest.push(problem.detail || problem.title);
  if (problem.errorId) rest.push(`(${problem.errorId})`);
  // An error that stands on no control still has to keep the form from counting as submitted.
  if (errors.length === 0) errors.push({ kind: problem.code, message: rest.join(' ') });
  return { errors, rest: rest.join(' ') };
}

function controlAt(form: unknown, path: string): FieldTree<unknown> | null {
  let node = form;
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
    if (!isTree(node)) return null;
    node = Reflect.get(node, step);
  }
  return isTree(node) ? node : null;
}

function isTree(value: unknown): value is FieldTree<unknown> {
  return typeof value === 'function';
}

/** Moves the focus to the first control that complains, in the order of the form's model. */
export function focusFirstError<T>(form: FieldTree<T>): void {
  const first = form().errorSummary()[0];
  first?.fieldTree().focusBoundControl();
}
