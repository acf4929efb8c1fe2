import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '@payloom/event-contracts/catalogue';
import { openMailFolder } from '@payloom/mail/mail-folder';
import { QueuedMail } from '@payloom/mail/queued-mail.entity';
import type { TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { startBackground } from '../src/background.ts';
import { NotificationMail } from '../src/entities/notification-mail.entity.ts';
import { User } from '../src/entities/user.entity.ts';
import { consumes } from '../src/events/consumes.ts';
import { createMailComposer } from '../src/mails/compose-mail.ts';
import { startAuthSubgraph } from './auth-subgraph.ts';

describe('who wants to be told by mail', () => {
  let auth: TestSubgraph;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'payloom-mail-'));
    const sender = await openMailFolder(folder, 'Payloom <no-reply@pay.example>');
    const background = startBackground(sender, createMailComposer('https://pay.example'));
    ({ subgraph: auth } = await startAuthSubgraph({ consumes, background }));
  });
  afterAll(async () => {
    await auth?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const person = async (emailVerifiedAt: Date | null) => {
    const id = uuidv7();
    const user = {
      id,
      email: `${id}@example.com`,
      passwordHash: '',
      role: 'CUSTOMER',
      status: 'ACTIVE',
    } as const;
    await auth.orm.em
      .fork()
      .insert(User, { ...user, createdAt: new Date(), emailVerifiedAt, language: 'en' });
    return id;
  };
  const requested = (userId: string, passkey: string): NewEvent<'profile.notification.mail-requested'> => ({
    type: 'profile.notification.mail-requested',
    subject: userId,
    data: {
      userId,
      kind: 'PASSKEY_ADDED',
      happenedAt: new Date().toISOString(),
      locale: 'de-CH',
      timeZone: 'Europe/Zurich',
      isAboutAccount: true,
      details: { passkey },
    },
    audience: [],
    actor: 'system',
  });
  const filesTo = async (userId: string) =>
    (await readdir(folder)).filter((name) => name.endsWith('.eml') && name.includes(userId));
  const handled = (userId: string, count: number) =>
    auth.eventually(async () =>
      expect(await auth.orm.em.fork().count(NotificationMail, { userId })).toBe(count),
    );
  const allLeft = () =>
    auth.eventually(async () => expect(await auth.orm.em.fork().count(QueuedMail)).toBe(0));

  it('is written to once, in their language, though the event comes twice', async () => {
    const alice = await person(new Date());
    const event = await auth.publish(requested(alice, 'Key ring'));
    await handled(alice, 1);
    await auth.publishAgain(event);
    await auth.publish(requested(alice, 'Phone'));
    await handled(alice, 2);
    await allLeft();
    const files = await filesTo(alice);
    expect(files).toHaveLength(2);
    for (const name of files)
      expect(await readFile(join(folder, name), 'utf8')).toContain('Ein_Passkey_wurde_Ihrem_Konto_hinzugef');
  });

  it('is not written to before their email is proven', async () => {
    const [bob, carol] = [await person(null), await person(new Date())];
    // In one subject, so that the second is handled behind the first.
    await auth.publish({ ...requested(bob, 'Key ring'), subject: carol });
    await auth.publish(requested(carol, 'Key ring'));
    await handled(carol, 1);
    await allLeft();
    expect(await filesTo(bob)).toEqual([]);
    expect(await filesTo(carol)).toHaveLength(1);
  });
});
