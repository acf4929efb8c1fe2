import { runEvents } from './events/run-events.ts';
import { processTerminal } from './events/terminal.ts';

process.exitCode = await runEvents(process.argv.slice(2), { terminal: processTerminal, env: process.env });
