import type { MailEnv } from './env.ts';
import { openMailFolder } from './mail-folder.ts';
import type { MailSender } from './mail-sender.ts';
import { openSmtp } from './smtp.ts';

/** The way out that the environment names: an SMTP server, or else the folder. */
export async function openMailSender({ smtpUrl, folderPath, from }: MailEnv): Promise<MailSender> {
  if (smtpUrl !== undefined) return openSmtp(smtpUrl, from);
  if (folderPath !== undefined) return openMailFolder(folderPath, from);
  throw new Error('SMTP_URL or MAIL_FOLDER_PATH: expected one of them');
}
