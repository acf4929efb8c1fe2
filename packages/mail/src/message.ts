import type { Mail } from './mail-sender.ts';

/** A mail as nodemailer takes it. */
export function messageOf({ id, to, subject, text, html }: Mail, from: string) {
  return {
    ...{ from, to, subject, html },
    // With the line ends of mail, or nodemailer would break a short line that holds a link.
    text: text.replace(/\r?\n/g, '\r\n'),
    // How a mail names itself, so that a copy of it can be told.
    messageId: `<${id}@payloom>`,
  };
}
