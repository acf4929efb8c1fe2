export const mailLanguages = ['en', 'de'] as const;
export type MailLanguage = (typeof mailLanguages)[number];

/** What a mail says, in the language of who gets it. */
export interface MailWords {
  readonly language: MailLanguage;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do, where there is one; its address is written out in both forms of the mail. */
  readonly action?: { readonly label: string; readonly url: string };
  /** What to know besides, such as how long the link holds. */
  readonly after?: readonly string[];
  /** Where to go besides, in small print: such as to where one chooses what is mailed. */
  readonly note?: { readonly label: string; readonly url: string };
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const greetings: Readonly<Record<MailLanguage, { hello: string; bye: string }>> = {
  en: { hello: 'Hello,', bye: 'Payloom' },
  de: { hello: 'Guten Tag', bye: 'Freundliche Grüsse\nPayloom' },
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '<br>',
};

const escape = (text: string): string => text.replace(/[&<>"'\n]/g, (sign) => entities[sign] ?? sign);

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escape(text)}</p>`;

const button = ({ label, url }: NonNullable<MailWords['action']>): string =>
  `<p style="margin:0 0 16px"><a href="${escape(url)}" style="display:inline-block;padding:10px 18px;` +
  `border-radius:8px;background:#0f5e5e;color:#ffffff;text-decoration:none;font-weight:600">${escape(label)}</a></p>` +
  `<p style="margin:0 0 16px;font-size:13px;word-break:break-all">${escape(url)}</p>`;

const smallPrint = ({ label, url }: NonNullable<MailWords['note']>): string =>
  `<p style="margin:24px 0 0;font-size:13px"><a href="${escape(url)}" style="color:#0f5e5e">${escape(label)}</a></p>`;

/** Makes both forms of a mail. Nothing is loaded from anywhere when it is opened. */
export function renderMail(words: MailWords): RenderedMail {
  const { language, subject, paragraphs, action, after = [], note } = words;
  const { hello, bye } = greetings[language];
  const written = (link: MailWords['action']) => (link ? [`${link.label}:\n${link.url}`] : []);
  const text = [hello, ...paragraphs, ...written(action), ...after, bye, ...written(note)];
  const body = [
    ...[hello, ...paragraphs].map(paragraph),
    ...(action ? [button(action)] : []),
    ...[...after, bye].map(paragraph),
    ...(note ? [smallPrint(note)] : []),
  ];
  const html =
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escape(subject)}</title></head>` +
    '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1c1c1c;background:#ffffff">' +
    `<div style="max-width:560px">${body.join('')}</div></body></html>`;
  return { subject, text: `${text.join('\n\n')}\n`, html };
}
