import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import {
  discardDeadLetters,
  listDeadLetters,
  replayDeadLetters,
  showDeadLetter,
  showLag,
  type Work,
} from './commands.ts';
import { connectionSchema, readConnection } from './events-options.ts';
import { GatewaySession } from './gateway-session.ts';
import type { Terminal } from './terminal.ts';

const limitMax = 1_000;

export interface Surroundings {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
}

type Run = (command: Command, run: (work: Work) => Promise<void>) => Promise<void>;

/** Signs in as the options say, runs the command and signs out. */
function runnerIn({ terminal, env }: Surroundings): Run {
  return async (command, run) => {
    const options = connectionSchema.parse(command.optsWithGlobals());
    const session = await GatewaySession.open(readConnection(options, env));
    try {
      await run({ session, terminal, json: options.json });
    } finally {
      await session.close();
    }
  };
}

function limit(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= limitMax) return value;
  throw new InvalidArgumentError(`Expected a whole number from 1 to ${limitMax}.`);
}

const queueOption = () => new Option('--queue <queue>', 'of one consumer, such as payments.wallets.open');
const typeOption = () => new Option('--type <type>', 'of an event type, or of the types that begin so');

const listSchema = z.object({
  status: z.enum(['open', 'replayed', 'discarded', 'all']),
  queue: z.string().optional(),
  type: z.string().optional(),
  subject: z.string().optional(),
  limit: z.number(),
});
const statusFilters = { open: 'OPEN', replayed: 'REPLAYED', discarded: 'DISCARDED', all: undefined } as const;

function addList(parent: Command, run: Run): void {
  parent
    .command('list', { isDefault: true })
    .description('the newest of them; this is what `dead-letters` alone does')
    .addOption(
      new Option('--status <status>', 'by what became of them')
        .choices(Object.keys(statusFilters))
        .default('open'),
    )
    .addOption(queueOption())
    .addOption(typeOption())
    .option('--subject <id>', 'of events about one entity')
    .option('--limit <count>', `how many to show, at most ${limitMax}`, limit, 20)
    .action((_options, command: Command) => {
      const { status, type, ...options } = listSchema.parse(command.opts());
      return run(command, (work) =>
        listDeadLetters(work, { ...options, status: statusFilters[status], eventType: type }),
      );
    });
}

const replaySchema = z.object({
  all: z.boolean().default(false),
  yes: z.boolean().default(false),
  queue: z.string().optional(),
  type: z.string().optional(),
});

function addReplay(parent: Command, run: Run): void {
  parent
    .command('replay')
    .argument('[id...]', 'the dead letters')
    .description('send events to the consumer that failed, and to no other')
    .option('--all', 'every open dead letter')
    .addOption(queueOption())
    .addOption(typeOption())
    .option('--yes', 'do not ask')
    .action((ids: string[], _options, command: Command) => {
      const options = replaySchema.parse(command.opts());
      return run(command, (work) => replayDeadLetters(work, ids, options));
    });
}

function addDiscard(parent: Command, run: Run): void {
  parent
    .command('discard')
    .argument('<id...>', 'the dead letters')
    .description('let them go for good')
    .requiredOption('--reason <text>', 'why, for the audit log; at most 500 characters')
    .action((ids: string[], _options, command: Command) => {
      const { reason } = z.object({ reason: z.string() }).parse(command.opts());
      return run(command, (work) => discardDeadLetters(work, ids, reason));
    });
}

const epilogue = `
Who asks
  On this machine, by default, the demo administrator of \`pnpm start\` (PAYLOOM_DATA_DIR where that was set).
  Elsewhere PAYLOOM_EMAIL and PAYLOOM_PASSWORD, or the options; a password given as an option can be seen by
  others on this machine.

Examples
  pnpm events lag
  pnpm events dead-letters
  pnpm events dead-letters list --queue payments.wallets.open --status all
  pnpm events dead-letters show 01a205ac-d935-73cb-9ded-37306c43c37d
  pnpm events dead-letters replay 01a205ac-d935-73cb-9ded-37306c43c37d
  pnpm events dead-letters replay --queue payments.wallets.open --all
  pnpm events dead-letters discard 01a205ac-d935-73cb-9ded-37306c43c37d --reason "Refunded by hand."
  pnpm --silent events lag --json --url https://payloom.example
`;

/** The command line of `pnpm events`. Rejects when a command fails; nothing here ends the process. */
export function eventsProgram(surroundings: Surroundings): Command {
  const { terminal } = surroundings;
  const run = runnerIn(surroundings);
  const program = new Command('pnpm events')
    .description('Look at the event queues of a running Payloom, and deal with dead letters.')
    .option('--url <url>', 'address of the gateway (default http://localhost:4000, or PORT)')
    .option('--email <email>', 'who asks (PAYLOOM_EMAIL)')
    .option('--password <password>', 'of who asks (PAYLOOM_PASSWORD)')
    .option('--json', 'print JSON, for other programs')
    .addHelpText('after', epilogue)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .exitOverride();

  program
    .command('lag')
    .description('how many events wait in the queue of each consumer')
    .action((_options, command: Command) => run(command, showLag));

  const deadLetters = program.command('dead-letters').description('events that a consumer could not handle');
  addList(deadLetters, run);
  deadLetters
    .command('show')
    .argument('<id>', 'the dead letter')
    .description('why it failed, each try, and the whole event')
    .action((id: string, _options, command: Command) => run(command, (work) => showDeadLetter(work, id)));
  addReplay(deadLetters, run);
  addDiscard(deadLetters, run);
  return program;
}
