import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mail, MailSender } from './mail-sender.ts';
import { messageOf } from './message.ts';

const nameMaxCharacters = 120;

/** What a file may be called on every system: `confirm-your-email-alice@example.com-<id>.eml`. */
function fileName({ subject, to, id }: Mail): string {
  const words = `${subject} ${to}`.toLowerCase().replace(/[^a-z0-9@.]+/g, '-');
  return `${words.slice(0, nameMaxCharacters)}-${id}.eml`;
}

/**
 * Keeps mail as `.eml` files, which any mail program opens: for trying things out, where no server takes mail. A file is
 * there whole or not at all, and a second copy of a mail takes the place of the first.
 */
export async function openMailFolder(path: string, from: string): Promise<MailSender> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(messageOf(mail, from));
      const file = join(path, fileName(mail));
      await writeFile(`${file}.part`, message, { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
    close: async () => transport.close(),
  };
}
