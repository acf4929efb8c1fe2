import PostalMime, { type Email } from 'postal-mime';
import { v7 as uuidv7 } from 'uuid';
import type { Mail, MailSender } from './mail-sender.ts';

/** A way out for mail, and what came out of it. */
export interface MailWay {
  readonly sender: MailSender;
  /** Every mail that left so far, as it came, whole. */
  received(): Promise<string[]>;
  close(): Promise<void>;
}

const mail = (): Mail => ({
  id: uuidv7(),
  to: 'zoë@example.com',
  subject: 'Bestätigen Sie Ihre E-Mail-Adresse',
  text: 'Grüezi\n\nhttp://localhost:4000/verify-email#abc-_123\n',
  html: '<p>Grüezi</p>',
});

/** What every adapter of `MailSender` does. */
export function mailSenderContract(name: string, open: () => Promise<MailWay>): void {
  describe(name, () => {
    let way: MailWay;
    beforeEach(async () => {
      way = await open();
    });
    afterEach(() => way.close());

    const parsed = async (): Promise<Email[]> =>
      Promise.all((await way.received()).map((each) => PostalMime.parse(each)));

    it('hands over both forms of a mail, in every alphabet', async () => {
      const sent = mail();
      await way.sender.send(sent);
      const [arrived, ...more] = await parsed();
      expect(more).toEqual([]);
      expect(arrived).toMatchObject({
        subject: sent.subject,
        from: { name: 'Payloom', address: 'no-reply@payloom.example' },
        messageId: `<${sent.id}@payloom>`,
      });
      expect(arrived?.to).toMatchObject([{ address: sent.to }]);
      expect(arrived?.text?.replaceAll('\r\n', '\n').trim()).toBe(sent.text.trim());
      expect(arrived?.html).toContain('<p>Grüezi</p>');
    });

    it('lets neither subject nor address add a header', async () => {
      const smuggled = 'X\r\nBcc: eve@example.com';
      await way.sender.send({ ...mail(), subject: smuggled, to: 'alice@example.com' });
      const [arrived] = await parsed();
      expect(arrived?.bcc ?? []).toEqual([]);
      expect(arrived?.headers.map(({ key }) => key)).not.toContain('bcc');
    });

    it('names copies of one mail alike', async () => {
      const sent = mail();
      await way.sender.send(sent);
      await way.sender.send(sent);
      const names = new Set((await parsed()).map(({ messageId }) => messageId));
      expect([...names]).toEqual([`<${sent.id}@payloom>`]);
    });
  });
}
