/** Who has said nothing for so long is pinged, and who says nothing for as long again is gone. */
export const heartbeatEveryMs = 12_000;

/** Sockets are looked at in so many parts, one after the other: neither each by itself nor all at once. */
const partsCount = 48;

/** What is asked of a socket, as `ws` has it. */
export interface WatchedSocket {
  on(event: 'message' | 'ping' | 'pong', hear: () => void): unknown;
  once(event: 'close', forget: () => void): unknown;
  ping(): void;
  terminate(): void;
}

interface Heart {
  readonly socket: WatchedSocket;
  /** Since the last look. */
  heard: boolean;
  pinged: boolean;
}

function look(heart: Heart): void {
  if (heart.pinged && !heart.heard) return heart.socket.terminate();
  heart.pinged = !heart.heard;
  heart.heard = false;
  if (heart.pinged) heart.socket.ping();
}

/** Ends sockets whose client is gone without a word. A client that speaks by itself is not asked. */
export class Heartbeats {
  readonly #parts = Array.from({ length: partsCount }, () => new Set<Heart>());
  #looked = 0;
  #filled = 0;
  #count = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Watches over a socket until it closes. */
  watch(socket: WatchedSocket): void {
    const heart: Heart = { socket, heard: false, pinged: false };
    const hear = () => void (heart.heard = true);
    for (const event of ['message', 'ping', 'pong'] as const) socket.on(event, hear);
    // Those who come together, as after a restart, are not looked at together.
    this.#filled = (this.#filled + 1) % partsCount;
    const part = this.#parts[this.#filled];
    part?.add(heart);
    this.#count += 1;
    this.#timer ??= setInterval(() => this.#lookAtNext(), heartbeatEveryMs / partsCount);
    socket.once('close', () => {
      part?.delete(heart);
      this.#count -= 1;
      if (this.#count === 0) this.#rest();
    });
  }

  #lookAtNext(): void {
    this.#looked = (this.#looked + 1) % partsCount;
    for (const heart of this.#parts[this.#looked] ?? []) look(heart);
  }

  /** Nothing wakes a gateway that has no sockets. */
  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
