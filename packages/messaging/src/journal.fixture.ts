import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Broker } from './broker.ts';
import { openEmbeddedBroker, type EmbeddedBrokerOptions } from './embedded-broker.ts';

/** A journal in a folder of its own, with brokers and processes that have it open. */
export interface TestJournal {
  readonly path: string;
  open(options?: Partial<EmbeddedBrokerOptions>): Promise<Broker>;
  /** Starts a process with an open `broker` that runs this source, and resolves with its first message. */
  startProcess(source: string): Promise<ChildProcess>;
  dispose(): Promise<void>;
}

const fast = { retryDelayBaseMs: 10, retryDelayMaxMs: 50 };

/** Makes the folder of a journal; `dispose` ends whoever has it open. */
export async function makeTestJournal(): Promise<TestJournal> {
  const folder = await mkdtemp(join(tmpdir(), 'payloom-journal-'));
  const path = join(folder, 'broker.journal');
  const opened: Broker[] = [];
  const children: ChildProcess[] = [];
  const startProcess = async (source: string) => {
    const program = join(folder, `process-${children.length}.ts`);
    await writeFile(
      program,
      `import { openEmbeddedBroker } from ${JSON.stringify(join(import.meta.dirname, 'embedded-broker.ts'))};
       const broker = await openEmbeddedBroker({ path: ${JSON.stringify(path)} });
       ${source}`,
    );
    const child = fork(program, { execArgv: ['--disable-warning=ExperimentalWarning'] });
    children.push(child);
    await once(child, 'message');
    return child;
  };
  const open = async (options: Partial<EmbeddedBrokerOptions> = {}) => {
    const broker = await openEmbeddedBroker({ path, ...fast, ...options });
    opened.push(broker);
    return broker;
  };
  const dispose = async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(opened.map((broker) => broker.close()));
    await rm(folder, { recursive: true, force: true });
  };
  return { path, open, startProcess, dispose };
}

/** Kills a process and waits until it is gone. */
export async function killProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
