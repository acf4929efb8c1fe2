import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const requestSchema = z.object({ id: z.int(), name: z.string(), argument: z.unknown() });
const answerSchema = z.object({ id: z.int(), result: z.unknown(), problem: z.string().optional() });

type Answer = z.infer<typeof answerSchema>;
type Handlers = Readonly<Record<string, (argument: unknown) => unknown>>;

/** In such a process: answers what the benchmark asks, by name. */
export function answerBenchmark(handlers: Handlers): void {
  const answer = async (message: unknown): Promise<void> => {
    const { id, name, argument } = requestSchema.parse(message);
    try {
      const result: unknown = await handlers[name]?.(argument);
      process.send?.({ id, result: result ?? null });
    } catch (error) {
      process.send?.({ id, result: null, problem: String(error) });
    }
  };
  process.on('message', (message) => void answer(message));
  process.on('disconnect', () => process.exit(0));
  process.send?.({ id: 0, result: null });
}

/** A process of the benchmark beside this one, so that what is measured is not slowed down by it. */
export class SideProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message) => {
      const answer = answerSchema.parse(message);
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
    child.on('exit', (code) => {
      for (const [id, settle] of this.#waiting) settle({ id, result: null, problem: `it exited: ${code}` });
      this.#waiting.clear();
    });
  }

  /** Starts the file at this path. */
  static async start(path: string): Promise<SideProcess> {
    const child = fork(path, { execArgv: [] });
    const started = new SideProcess(child);
    await once(child, 'message');
    return started;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async ask<Result>(name: string, argument: unknown, schema: z.ZodType<Result>): Promise<Result> {
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#waiting.set(id, resolve);
    this.#child.send({ id, name, argument });
    const { result, problem } = await promise;
    if (problem !== undefined) throw new Error(`${name}: ${problem}`);
    return schema.parse(result);
  }

  /** Asks where no answer is of interest but that it is done. */
  async tell(name: string, argument: unknown = null): Promise<void> {
    await this.ask(name, argument, z.unknown());
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
