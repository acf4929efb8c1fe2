/** A mail as it leaves. */
export interface Mail {
  /** The same for each copy of one mail, in UUID form: part of its `Message-ID`. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The way out for mail. An adapter that resolves has handed the mail over for good. */
export interface MailSender {
  /** Rejects when the mail was not taken; with a `MailRefused` when trying again is of no use. */
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}

/** The receiving side takes no mail for this address, now or later. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}
