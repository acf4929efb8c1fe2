import { styleText } from 'node:util';
import { demoAccounts } from './demo-accounts.ts';

export interface ReadyFacts {
  readonly address: string;
  readonly password: string;
  readonly dataFolder: string;
  /** Where mail to people is found; undefined when it goes to a server. */
  readonly mailFolder: string | undefined;
  readonly seconds: number;
}

const widthMin = 58;

/** What is printed when everything runs: where to go and whom to be. */
export function readyBox({ address, password, dataFolder, mailFolder, seconds }: ReadyFacts): string {
  const row = (label: string, value: string): string => `${label.padEnd(15)}${value}`;
  const lines = [
    `Payloom is ready after ${seconds.toFixed(1)} s`,
    '',
    row('App', address),
    row('Explorer', `${address}/graphql`),
    '',
    ...demoAccounts.map(({ role, email }) => row(role, email)),
    row('Password', `${password}   (all three)`),
    '',
    row('Data and logs', dataFolder),
    ...(mailFolder === undefined ? [] : [row('Mail to people', mailFolder)]),
    row('Stop', 'Ctrl-C'),
  ];
  return frame(lines);
}

function frame(lines: readonly string[]): string {
  const width = Math.max(widthMin, ...lines.map((line) => line.length));
  const body = lines.map((line, index) => {
    const text = line.padEnd(width);
    return `│  ${index === 0 ? styleText('bold', text) : text}  │`;
  });
  return [`╭${'─'.repeat(width + 4)}╮`, ...body, `╰${'─'.repeat(width + 4)}╯`].join('\n');
}
