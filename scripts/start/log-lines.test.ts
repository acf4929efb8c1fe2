import { errorLinesOf, lastWords, limitLines } from './log-lines.ts';

const pino = (level: number, msg: string, err?: string) =>
  JSON.stringify({
    level,
    time: 1,
    msg,
    ...(err === undefined ? {} : { err: { message: err, stack: 'at x' } }),
  });

it('picks errors out of a log and leaves the rest', () => {
  const text = [
    pino(30, 'listening'),
    pino(50, 'the relay stopped', 'connection lost'),
    'not json',
    pino(40, 'slow'),
  ];
  expect(errorLinesOf(text.join('\n'))).toEqual(['the relay stopped: connection lost']);
});

it("finds the error in Node.js's own output", () => {
  const output =
    "file:///main.ts:3\nimport x from 'y';\n       ^\n\nSyntaxError: no export named x\n    at load (a.js:1)\n\nNode.js v24.0.0\n";
  expect(lastWords(output)).toBe('SyntaxError: no export named x');
});

it('keeps a list of what is wrong whole', () => {
  const output =
    'The environment is not right:\n  - AUTH_PORT: expected a number\n  - JWKS_URL: expected a URL\n';
  expect(lastWords(output)).toBe(
    'The environment is not right:\n  - AUTH_PORT: expected a number\n  - JWKS_URL: expected a URL',
  );
});

it('has an answer when nothing was said', () => {
  expect(lastWords('')).toBe('it said nothing');
});

it('lets a few lines through, says once that there are more, and lets lines through again later', () => {
  let time = 100_000;
  const said: string[] = [];
  const surface = limitLines(
    (line) => said.push(line),
    'more',
    () => time,
  );
  for (let line = 1; line <= 9; line += 1) surface(String(line));
  expect(said).toEqual(['1', '2', '3', '4', '5', 'more']);
  time += 10_001;
  surface('later');
  expect(said.at(-1)).toBe('later');
});
