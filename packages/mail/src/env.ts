import { z } from 'zod';

/** How mail leaves, and where its links lead. */
export interface MailEnv {
  readonly smtpUrl: string | undefined;
  readonly folderPath: string | undefined;
  readonly from: string;
  /** The origin of the app, without a slash at its end. */
  readonly publicUrl: string;
}

const variables = z.object({
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'expected an smtp:// or smtps:// address' }).optional(),
  MAIL_FOLDER_PATH: z.string().min(1).optional(),
  MAIL_FROM: z.string().min(3).default('Payloom <no-reply@payloom.example>'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' })
    .default('http://localhost:4000'),
});

/** The variables that say how mail leaves, of which one way has to be given. */
export const mailEnvSchema = variables
  .refine((env) => env.SMTP_URL !== undefined || env.MAIL_FOLDER_PATH !== undefined, {
    path: ['SMTP_URL or MAIL_FOLDER_PATH'],
    error: 'expected the address of an SMTP server, or a folder for mail',
    when: () => true,
  })
  .transform((env): MailEnv => ({
    smtpUrl: env.SMTP_URL,
    folderPath: env.MAIL_FOLDER_PATH,
    from: env.MAIL_FROM,
    publicUrl: new URL(env.PUBLIC_URL).origin,
  }));
