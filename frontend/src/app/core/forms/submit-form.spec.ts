import { Injector, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form, required } from '@angular/forms/signals';
import { ApiProblem } from '../api/api-problem';
import { submitForm } from './submit-form';

describe('submitForm', () => {
  const build = (name: string) =>
    form(
      signal({ name, sender: { email: 'a@example.com' } }),
      (path) => required(path.name, { message: 'Enter a name' }),
      { injector: TestBed.inject(Injector) },
    );
  const problem = (
    fields: Record<string, { code: string; message: string }>,
    errorId: string | null = null,
  ) => new ApiProblem(422, 'invalid', 'Invalid', 'It did not work.', fields, errorId);

  it('does not call the server with invalid input', async () => {
    let calls = 0;
    const target = build('');
    expect(await submitForm(target, () => Promise.resolve(calls++))).toBe('');
    expect(calls).toBe(0);
    expect(target.name().touched()).toBe(true);
  });

  it('returns null when the action worked', async () => {
    expect(await submitForm(build('News'), (value) => Promise.resolve(value))).toBeNull();
  });

  it('puts errors of the server onto nested controls', async () => {
    const target = build('News');
    const fields = { 'sender.email': { code: 'blocked', message: 'This address is blocked.' } };
    expect(await submitForm(target, () => Promise.reject(problem(fields)))).toBe('');
    expect(target.sender.email().errors()).toMatchObject([
      { kind: 'blocked', message: 'This address is blocked.' },
    ]);
  });

  it('returns what belongs to no control, with the id of the error', async () => {
    const fields = { other: { code: 'odd', message: 'Something else is odd.' } };
    const message = await submitForm(build('News'), () => Promise.reject(problem(fields, 'e-1')));
    expect(message).toBe('Something else is odd. (e-1)');
  });

  it('returns the detail of a problem without fields', async () => {
    expect(await submitForm(build('News'), () => Promise.reject(problem({})))).toBe('It did not work.');
  });
});
