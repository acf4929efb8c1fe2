import { z } from 'zod';
import { Problem } from '../start/problem.ts';
import { signInMutation, signOutMutation } from './events-documents.ts';
import type { Connection } from './events-options.ts';

const answerMilliseconds = 60_000;

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }),
    )
    .optional(),
});

const signInSchema = z.object({
  signIn: z.object({ accessToken: z.string().optional(), message: z.string().optional() }),
});

interface Answer extends z.infer<typeof answerSchema> {
  readonly cookies: string;
}

/** An administrator's session with a gateway. Every failure is a Problem that says what to do about it. */
export class GatewaySession {
  readonly #connection: Connection;
  #accessToken = '';
  #cookies = '';

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Signs in. */
  static async open(connection: Connection): Promise<GatewaySession> {
    const session = new GatewaySession(connection);
    await session.#signIn();
    return session;
  }

  /** The data of an operation. */
  async execute(query: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    let answer = await this.#send(query, variables);
    if (codeOf(answer) === 'UNAUTHENTICATED') {
      // Access tokens are short-lived, and a replay of many may outlive one.
      await this.#signIn();
      answer = await this.#send(query, variables);
    }
    return this.#dataOf(answer);
  }

  /** Ends the session; that it could not be ended does not matter to what was done in it. */
  async close(): Promise<void> {
    await this.#send(signOutMutation, {}).catch(() => undefined);
  }

  async #signIn(): Promise<void> {
    this.#accessToken = '';
    const { email, password, origin } = this.#connection;
    const answer = await this.#send(signInMutation, { input: { email, password } });
    const { signIn } = signInSchema.parse(this.#dataOf(answer));
    if (signIn.accessToken === undefined) {
      throw new Problem(`${email} cannot sign in at ${origin}: ${signIn.message ?? 'no reason was given.'}`);
    }
    this.#accessToken = signIn.accessToken;
    this.#cookies = answer.cookies;
  }

  #dataOf(answer: Answer): Record<string, unknown> {
    if (answer.data && !answer.errors) return answer.data;
    if (codeOf(answer) === 'FORBIDDEN') {
      throw new Problem(`${this.#connection.email} may not do this; sign in as an administrator.`);
    }
    const messages = [...new Set(answer.errors?.map(({ message }) => message))];
    throw new Problem(messages.length > 0 ? messages.join('\n') : 'The gateway gave no data.');
  }

  async #send(query: string, variables: Record<string, unknown>): Promise<Answer> {
    const { origin } = this.#connection;
    const response = await fetch(new URL('/graphql', origin), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.#accessToken === '' ? {} : { authorization: `Bearer ${this.#accessToken}` }),
        ...(this.#cookies === '' ? {} : { cookie: this.#cookies }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(answerMilliseconds),
    }).catch((cause: unknown) => {
      throw noAnswer(origin, cause);
    });
    const parsed = answerSchema.safeParse(await response.json().catch(() => undefined));
    if (!parsed.success) {
      throw new Problem(`What answers at ${origin} (${response.status}) is no Payloom gateway.`);
    }
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
    return { ...parsed.data, cookies: cookies.join('; ') };
  }
}

function codeOf({ errors }: Answer): string | undefined {
  return errors?.[0]?.extensions?.code;
}

function noAnswer(origin: string, cause: unknown): Problem {
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    const seconds = answerMilliseconds / 1_000;
    return new Problem(`${origin} did not answer within ${seconds} s; whether it was done is not known.`, {
      cause,
    });
  }
  return new Problem(
    `Nothing answers at ${origin}. Start Payloom with \`pnpm start\`, or name another address by --url.`,
    { cause },
  );
}
