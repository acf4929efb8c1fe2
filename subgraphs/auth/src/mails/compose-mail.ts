import type { EntityManager } from '@mikro-orm/postgresql';
import type { ComposeMail } from '@payloom/mail/mail-delivery';
import { renderMail, type RenderedMail } from '@payloom/mail/render-mail';
import { z } from 'zod';
import type { TokenPurpose } from '../entities/one-time-token.entity.ts';
import { User } from '../entities/user.entity.ts';
import { findUser } from '../operations/find-user.ts';
import { issueToken } from '../operations/one-time-tokens.ts';
import { composeDigest, composeNotification } from './compose-notification.ts';
import { mailWords, type LinkedMail } from './mail-words.ts';

const paths: Readonly<Record<LinkedMail, string>> = {
  'verify-email': '/verify-email',
  'reset-password': '/reset-password',
  invitation: '/reset-password',
};

const purposes: Readonly<Record<LinkedMail, TokenPurpose>> = {
  'verify-email': 'VERIFY_EMAIL',
  'reset-password': 'RESET_PASSWORD',
  invitation: 'INVITATION',
};

const aboutUser = z.object({ userId: z.string() });
const aboutEmail = z.object({ email: z.string() });

/**
 * Makes the mails of this subgraph when they leave: with a token that exists from this moment on, and none for an account
 * that is not there, is suspended, or needs the mail no more.
 */
export function createMailComposer(publicUrl: string, now: () => Date = () => new Date()): ComposeMail {
  const linked = (em: EntityManager, kind: LinkedMail, user: User | null): RenderedMail | null => {
    if (user?.status !== 'ACTIVE') return null;
    if (kind === 'verify-email' && user.emailVerifiedAt) return null;
    // Behind the #, so that the token is in nobody's access log.
    const url = `${publicUrl}${paths[kind]}#${issueToken(em, user, purposes[kind], now())}`;
    return renderMail(mailWords(kind, user.language, { url, email: user.email }));
  };
  return async (em, mail) => {
    const { kind, recipient, language, data } = mail;
    switch (kind) {
      case 'verify-email':
      case 'invitation':
        return linked(em, kind, await findUser(em, aboutUser.parse(data).userId));
      case 'reset-password':
        return linked(em, kind, await em.findOne(User, { email: aboutEmail.parse(data).email }));
      case 'password-changed':
        return renderMail(
          mailWords(kind, language, { url: `${publicUrl}/forgot-password`, email: recipient }),
        );
      case 'notification':
        return composeNotification(em, mail, publicUrl);
      case 'notification-digest':
        return composeDigest(em, mail, publicUrl);
      default:
        throw new Error(`${kind} is no mail of auth`);
    }
  };
}
