import { factsOf, readMessage, tokenIn, type GraphqlMessage } from './graphql-messages.ts';

/** As much of a WebSocket as a line needs. */
export interface RealSocket {
  onopen: ((event: never) => unknown) | null;
  onmessage: ((event: never) => unknown) | null;
  onclose: ((event: never) => unknown) | null;
  send(text: string): void;
  close(code: number, reason: string): void;
}

/** A tab's socket, as the line sees it. */
export interface Member {
  /** Before the ids of its operations, which are its own only within its tab. */
  readonly prefix: string;
  receive(text: string): void;
  closed(code: number, reason: string): void;
}

const NORMAL_CLOSURE = 1000;
const endings: ReadonlySet<string> = new Set(['complete', 'error']);

/** One real socket, of one session, for all tabs that have joined it. */
export class Line {
  readonly #socket: RealSocket;
  readonly #onEnd: () => void;
  readonly #members = new Map<string, Member>();
  /** By their ids on the socket. */
  readonly #running = new Map<string, { readonly member: Member; readonly id: string }>();
  #acknowledgement: string | undefined;
  #expiresAtMs: number;

  /** `open` makes the real socket; `first` is the message that it begins with. `onEnd` is called once it is no more. */
  constructor(open: () => RealSocket, first: GraphqlMessage, onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#expiresAtMs = factsOf(tokenIn(first.payload)).expiresAtMs;
    this.#socket = open();
    this.#socket.onopen = () => this.#socket.send(JSON.stringify(first));
    this.#socket.onmessage = ({ data }: { data: unknown }) => this.#receive(String(data));
    this.#socket.onclose = ({ code, reason }: { code: number; reason: string }) => this.#end(code, reason);
  }

  /** `token`: what it came with, which may be younger than the socket's own. */
  join(member: Member, token: string | undefined): void {
    this.#members.set(member.prefix, member);
    if (this.#acknowledgement === undefined) return;
    member.receive(this.#acknowledgement);
    if (token !== undefined) this.#renew(token, { type: 'ping', payload: { authorization: token } });
  }

  /** Says for a member what it says, in ids of the socket. */
  say(member: Member, message: GraphqlMessage): void {
    const { type, id, payload } = message;
    if (type === 'ping' && payload !== undefined) return this.#renew(tokenIn(payload), message);
    if (id === undefined) return this.#send(message);
    const own = `${member.prefix}${id}`;
    if (type === 'subscribe') this.#running.set(own, { member, id });
    else if (type === 'complete' && !this.#running.delete(own)) return;
    this.#send({ ...message, id: own });
  }

  /** Ends what a member has running; without members there is no line. */
  leave(member: Member): void {
    if (!this.#members.delete(member.prefix)) return;
    for (const [id, { member: owner }] of this.#running) {
      if (owner !== member) continue;
      this.#running.delete(id);
      this.#send({ type: 'complete', id });
    }
    if (this.#members.size === 0) this.close(NORMAL_CLOSURE, 'Normal Closure');
  }

  /** Gives the socket up for all members. They are told at once: a socket that is dead says nothing about its end. */
  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
    this.#end(code, reason);
  }

  /** Tabs have tokens of different ages. */
  #renew(token: string | undefined, ping: GraphqlMessage): void {
    const { expiresAtMs } = factsOf(token);
    // Not an older one of another tab.
    if (expiresAtMs <= this.#expiresAtMs) return;
    this.#expiresAtMs = expiresAtMs;
    this.#send(ping);
  }

  #send(message: GraphqlMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  #receive(text: string): void {
    const message = readMessage(text);
    if (message?.id !== undefined) return this.#deliver(message, message.id);
    if (message?.type === 'connection_ack') this.#acknowledgement = text;
    for (const member of this.#members.values()) member.receive(text);
  }

  #deliver(message: GraphqlMessage, own: string): void {
    const running = this.#running.get(own);
    if (!running) return;
    if (endings.has(message.type)) this.#running.delete(own);
    running.member.receive(JSON.stringify({ ...message, id: running.id }));
  }

  #end(code: number, reason: string): void {
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    const members = [...this.#members.values()];
    this.#members.clear();
    this.#running.clear();
    this.#onEnd();
    for (const member of members) member.closed(code, reason);
  }
}
