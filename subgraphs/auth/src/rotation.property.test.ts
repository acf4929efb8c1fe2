import fc from 'fast-check';
import { createRefreshToken, formatRefreshToken, hashTokenPart, type RefreshToken } from './refresh-token.ts';
import { rotationGraceSeconds, turn, type Rotation } from './rotation.ts';

const runs = { numRuns: 1_000 };
const graceMs = rotationGraceSeconds * 1_000;

/** A session at the server: one request after the other, as its row lock has it; reuse ends it for good. */
class Server {
  readonly first = createRefreshToken();
  /** Every token it ever gave out, oldest first, with the millisecond at which it was replaced. */
  readonly issued: { text: string; replacedAt: number | null }[];
  rotation: Rotation = { tokenHash: hashTokenPart(this.first.secret) };
  nowMs = 0;
  ended = false;

  constructor() {
    this.issued = [{ text: formatRefreshToken(this.first), replacedAt: null }];
  }

  /** `again` by whoever hears that the token was replaced, and has no other. */
  refresh(presented: RefreshToken, again = true): RefreshToken | null {
    const next = this.ended ? 'STOLEN' : turn(this.rotation, presented, this.now);
    if (next === 'STOLEN' || next === 'REPLACED') {
      this.ended ||= next === 'STOLEN' || again;
      return null;
    }
    this.rotation = next.rotation;
    const text = formatRefreshToken(next.token);
    const current = this.issued.at(-1);
    if (current && current.text !== text) {
      current.replacedAt = this.nowMs;
      this.issued.push({ text, replacedAt: null });
    }
    return next.token;
  }

  /** What a refresh with the token would lead to, without doing it. */
  wouldGive(presented: RefreshToken): RefreshToken | null {
    if (this.ended) return null;
    const next = turn(this.rotation, presented, this.now);
    return typeof next === 'string' ? null : next.token;
  }

  /** By the words of the rule alone: the current one, and the one before it while its grace lasts. */
  shouldTake(text: string): boolean {
    const current = this.issued.at(-1);
    if (this.ended) return false;
    if (current?.text === text) return true;
    const previous = this.issued.at(-2);
    const replacedAt = previous?.replacedAt ?? null;
    return previous?.text === text && replacedAt !== null && this.nowMs - replacedAt < graceMs;
  }

  /** By the words of the rule alone. */
  isReplaced(text: string): boolean {
    return this.issued.at(-2)?.text === text;
  }

  get now(): Date {
    return new Date(this.nowMs);
  }
}

const ms = (max: number) => fc.integer({ min: 0, max });

describe('the rotation of refresh tokens, over generated interleavings', () => {
  it('keeps tabs that refresh within the grace signed in, all with the same token', () => {
    // Some tabs read the common cookie before the first answer has changed it, some after.
    const tab = fc.record({ delay: ms(graceMs - 1), isLate: fc.boolean() });
    const served = fc.array(tab, { minLength: 2, maxLength: 6 });
    const rounds = fc.array(fc.record({ served, pause: ms(3_600_000) }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rounds, (each) => {
        const server = new Server();
        let cookie = server.first;
        for (const { served: tabs, pause } of each) {
          const began = server.nowMs;
          // The first is served at once: the grace begins with it, not with the sending.
          const successor = server.refresh(cookie) ?? cookie;
          const rest = tabs.toSorted((one, other) => one.delay - other.delay);
          const answers = rest.map(({ delay, isLate }) => {
            server.nowMs = began + delay;
            return server.refresh(isLate ? successor : cookie);
          });
          expect(answers).toEqual(tabs.map(() => successor));
          expect(server.ended).toBe(false);
          cookie = successor;
          server.nowMs += graceMs + pause;
        }
        expect(server.issued).toHaveLength(each.length + 1);
      }),
      runs,
    );
  });

  type Step =
    | { does: 'refresh' | 'arriveLate'; who: number }
    | { does: 'copy'; from: number; to: number }
    | { does: 'wait'; forMs: number };
  const holder = fc.nat({ max: 3 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ does: fc.constantFrom('refresh' as const, 'arriveLate' as const), who: holder }),
    fc.record({ does: fc.constant('copy' as const), from: holder, to: holder }),
    fc.record({ does: fc.constant('wait' as const), forMs: ms(graceMs * 1.5) }),
  );

  it('never has two tokens that lead apart, and ends the family with the first reuse after the grace', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const server = new Server();
        // Two tabs, a thief and another thief; a copy is a theft, or a tab that reads the common cookie.
        const held: RefreshToken[] = [server.first, server.first, server.first, server.first];
        for (const each of steps) {
          if (each.does === 'wait') server.nowMs += each.forMs;
          else if (each.does === 'copy') held[each.to] = held[each.from] ?? server.first;
          else {
            const presented = held[each.who] ?? server.first;
            const text = formatRefreshToken(presented);
            const [taken, before, wasEnded] = [server.shouldTake(text), server.rotation, server.ended];
            // What comes late is answered to nobody, who therefore does not ask again.
            const isHeard = each.does === 'refresh';
            const given = server.refresh(presented, isHeard);
            expect(given !== null).toBe(taken);
            expect(server.ended).toBe(wasEnded || !(taken || (!isHeard && server.isReplaced(text))));
            if (!taken) expect(server.rotation).toBe(before);
            if (given && isHeard) held[each.who] = given;
          }
          const current = server.issued.at(-1)?.text;
          const ways = held
            .filter((token) => formatRefreshToken(token) !== current)
            .map((token) => server.wouldGive(token))
            .filter((token) => token !== null);
          // Whoever holds another one than the current gets the current one or nothing: no second line of successors.
          expect(ways.map(formatRefreshToken)).toEqual(ways.map(() => current));
        }
      }),
      runs,
    );
  });

  it('ends the session soon, whoever is first, when owner and thief both go on with it', () => {
    const order = fc.array(fc.boolean(), { minLength: 3, maxLength: 12 });
    const waits = fc.array(ms(600_000), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(order, waits, (turns, pauses) => {
        const server = new Server();
        const held = { owner: server.first, thief: server.first };
        const used = new Set<string>();
        turns.forEach((isThief, index) => {
          const who = isThief ? 'thief' : 'owner';
          const given = server.refresh(held[who]);
          used.add(who);
          if (given) held[who] = given;
          // The second of the two shows what the first has replaced, longer ago than the grace.
          expect(server.ended).toBe(used.size === 2);
          server.nowMs += graceMs + (pauses[index] ?? 0);
        });
      }),
      runs,
    );
  });
});
