import { describe, expect, it } from 'vitest';
import { followingText } from './mailing.service.js';

const automatic = { html: '<p>old</p>', text: 'old', textAutomatic: true };
const byHand = { html: '<p>old</p>', text: 'mine', textAutomatic: false };

describe('the text version', () => {
  it('follows the HTML while it is automatic', () => {
    expect(followingText(automatic, { html: '<p>new</p>' })).toEqual({ textAutomatic: true, text: 'new' });
    expect(followingText(byHand, { html: '<p>new</p>' })).toEqual({ textAutomatic: false });
  });

  it('is not made again when nothing of the content changes', () => {
    expect(followingText(automatic, { subject: 'x' })).toEqual({ textAutomatic: true });
  });

  it('belongs to the person once it was edited', () => {
    expect(followingText(automatic, { text: 'mine' })).toEqual({ textAutomatic: false });
    expect(followingText(automatic, { html: '<p>new</p>', text: 'mine' })).toEqual({ textAutomatic: false });
    expect(followingText(automatic, { html: '<p>new</p>', text: 'old' })).toMatchObject({ text: 'new' });
  });

  it('is made anew when it is switched to automatic', () => {
    expect(followingText(byHand, { textAutomatic: true })).toEqual({ textAutomatic: true, text: 'old' });
  });
});
