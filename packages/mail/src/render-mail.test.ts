import { renderMail } from './render-mail.ts';

describe('a mail', () => {
  const words = {
    language: 'en',
    subject: 'Confirm <b>',
    paragraphs: ['Bob & Carol wrote "<script>alert(1)</script>".'],
    action: { label: 'Confirm', url: 'http://localhost:4000/verify-email#abc' },
    after: ['The link holds for a day.'],
    note: { label: 'Choose', url: 'http://localhost:4000/profile#choices' },
  } as const;

  it('says in plain text all that it says in HTML', () => {
    const { text, html } = renderMail(words);
    for (const part of [
      'Confirm:\nhttp://localhost:4000/verify-email#abc',
      words.paragraphs[0],
      words.after[0],
    ])
      expect(text).toContain(part);
    expect(html).toContain('href="http://localhost:4000/verify-email#abc"');
    expect(text).toContain('Choose:\nhttp://localhost:4000/profile#choices');
    expect(html).toContain(words.after[0]);
    expect(html).toContain('href="http://localhost:4000/profile#choices"');
  });

  it('shows what people wrote as text, whatever it is', () => {
    const { html } = renderMail(words);
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('<title>Confirm &lt;b&gt;</title>');
  });

  it('greets in the language of who gets it', () => {
    expect(renderMail({ ...words, language: 'de' })).toMatchObject({
      text: expect.stringMatching(/^Guten Tag\n/),
      html: expect.stringContaining('<html lang="de">'),
    });
  });
});
