import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { MailRefused, type MailSender } from './mail-sender.ts';
import { messageOf } from './message.ts';

const waits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
const connectionsMax = 4;

const failureSchema = z.object({ responseCode: z.number() });
/** RFC 5321, 4.2.1: a 5yz answer is final. Without one the server was not reached, or did not answer. */
const isFinal = (code: number) => code >= 500 && code < 600;

/** 530 to 538 are about how we sign in to the server, which somebody will mend. */
const isOurs = (code: number) => code >= 530 && code <= 538;

/** Gives mail to the SMTP server at `url` (`smtp://user:password@host:587`, `smtps://…`). */
export function openSmtp(url: string, from: string): MailSender {
  const transport = createTransport({ url, pool: true, maxConnections: connectionsMax, ...waits });
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(messageOf(mail, from));
      } catch (cause) {
        const failure = failureSchema.safeParse(cause);
        const code = failure.data?.responseCode ?? 0;
        if (isFinal(code) && !isOurs(code)) throw new MailRefused(`Answered with ${code}`, { cause });
        throw cause;
      }
    },
    close: async () => transport.close(),
  };
}
