import { styleText } from 'node:util';
import { summarise, type Change, type Work } from './changes.ts';

export interface EditActions {
  readonly services: readonly string[];
  /** Writes the supergraph, or throws with every reason and leaves the last good one. */
  compose(): void;
  /** Generates types and hooks. */
  generate(): Promise<void>;
  /** Starts a service again with the code that is there now. */
  restart(service: string): Promise<void>;
  say(sentence: string): void;
}

// Editors save in several steps and branches change many files: what comes together is done together.
const settleMilliseconds = 40;

const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(1)} s`;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Turns edits into work, one batch after another. A batch that fails says why; the next edit tries again. */
export class EditLoop {
  readonly #actions: EditActions;
  #pending: Change[] = [];
  #timer: NodeJS.Timeout | undefined;
  #working = Promise.resolve();

  constructor(actions: EditActions) {
    this.#actions = actions;
  }

  push(change: Change): void {
    this.#pending.push(change);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#working = this.#working.then(() => this.#work());
    }, settleMilliseconds);
  }

  /** Drops what waits and resolves when the batch under way is done. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#pending = [];
    await this.#working;
  }

  async #work(): Promise<void> {
    const work = summarise(this.#pending.splice(0), this.#actions.services);
    if (!(await this.#composeAndGenerate(work))) return;
    await Promise.all(work.restart.map((service) => this.#restart(service)));
  }

  async #composeAndGenerate({ compose, generate }: Work): Promise<boolean> {
    const began = performance.now();
    try {
      if (compose) this.#actions.compose();
      if (generate) {
        await this.#actions.generate();
        this.#say(
          '✔',
          `${compose ? 'Composed the graph, generated' : 'Generated'} types and hooks in ${seconds(began)}.`,
        );
      }
      return true;
    } catch (error) {
      this.#say('✖', `${messageOf(error)}\n  The last good graph stays.`);
      return !compose;
    }
  }

  async #restart(service: string): Promise<void> {
    const began = performance.now();
    try {
      await this.#actions.restart(service);
      this.#say('✔', `${service} runs the new code after ${seconds(began)}.`);
    } catch (error) {
      this.#say('✖', `${messageOf(error)}\n  It is started again at the next edit.`);
    }
  }

  #say(mark: '✔' | '✖', sentence: string): void {
    this.#actions.say(`${styleText(mark === '✔' ? 'green' : 'red', mark)} ${sentence}`);
  }
}
