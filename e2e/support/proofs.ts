import type { App } from './installation.ts';
import { runIn } from './poison.ts';

/** Somebody's sessions are as if their last proof of who they are were two hours old. */
export async function ageProofs(app: App, email: string): Promise<void> {
  if (!/^[\w.@-]+$/.test(email)) throw new TypeError(`${email} is no email of a story`);
  await runIn(
    app,
    'auth',
    `update sessions set proven_at = now() - interval '2 hours'
     where user_id = (select id from users where email = '${email}')`,
  );
}
