import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { v7 as uuidv7 } from 'uuid';
import { mailSenderContract } from './mail-sender.contract.ts';
import { MailRefused } from './mail-sender.ts';
import { openSmtp } from './smtp.ts';

const from = 'Payloom <no-reply@payloom.example>';

async function openServer(answerToRecipient?: number) {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, callback) => {
      if (answerToRecipient === undefined) return callback();
      callback(Object.assign(new Error('No such mailbox'), { responseCode: answerToRecipient }));
    },
    onData: (stream, _session, callback) => {
      text(stream).then(
        (mail) => {
          mails.push(mail);
          callback();
        },
        (error: unknown) => callback(error instanceof Error ? error : new Error('unreadable')),
      );
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const sender = openSmtp(`smtp://127.0.0.1:${port}`, from);
  const close = async () => {
    await sender.close();
    await new Promise<void>((resolve) => server.close(resolve));
  };
  return { sender, close, port, received: async () => mails };
}

mailSenderContract('an SMTP server', () => openServer());

describe('an SMTP server', () => {
  const mail = () => ({
    id: uuidv7(),
    to: 'nobody@example.com',
    subject: 'Hello',
    text: 'Hello',
    html: '<p>Hello</p>',
  });

  it('that has no such mailbox refuses for good', async () => {
    const server = await openServer(550);
    await expect(server.sender.send(mail())).rejects.toBeInstanceOf(MailRefused);
    await server.close();
  });

  it.each([451, 535])('that answers %d may take the mail later', async (code) => {
    const server = await openServer(code);
    const sending = server.sender.send(mail());
    await expect(sending).rejects.toThrow();
    await expect(sending).rejects.not.toBeInstanceOf(MailRefused);
    await server.close();
  });

  it('that is away may take the mail later', async () => {
    const gone = await openServer();
    await gone.close();
    const sender = openSmtp(`smtp://127.0.0.1:${gone.port}`, from);
    await expect(sender.send(mail())).rejects.not.toBeInstanceOf(MailRefused);
    await sender.close();
  });
});
