import { componentLinesMax, fileLinesMax, findLengths, functionLinesMax } from './lengths.ts';

const lines = (count: number): string => Array.from({ length: count }, () => '  work();\n').join('');
const functionOf = (count: number): string => `function long() {\n${lines(count - 2)}}\n`;
const messages = (path: string, text: string) =>
  findLengths({ path, text }).map(({ line, message }) => `${line} ${message}`);

it('lets functions and files be as long as they may', () => {
  expect(messages('a.ts', functionOf(functionLinesMax))).toEqual([]);
  expect(messages('a.ts', lines(fileLinesMax))).toEqual([]);
});

it('reports a function that is one line too long, where it begins', () => {
  expect(messages('a.ts', `\n\n${functionOf(41)}`)).toEqual([
    '3 long has 41 lines; at most 40 are expected.',
  ]);
});

it('reports methods and arrows by their names', () => {
  const text = `class A {\n  run() {\n${lines(40)}  }\n}\nconst go = () => {\n${lines(40)}};\n`;
  expect(messages('a.ts', text)).toEqual([
    '2 run has 42 lines; at most 40 are expected.',
    '45 go has 42 lines; at most 40 are expected.',
  ]);
});

it('lets a component be longer than other functions of its file', () => {
  const component = (count: number) => `function Page() {\n${lines(count - 4)}  return (\n    <p />);\n}\n`;
  expect(messages('a.tsx', component(componentLinesMax))).toEqual([]);
  expect(messages('a.tsx', component(componentLinesMax + 1))).toHaveLength(1);
  expect(messages('a.tsx', functionOf(41))).toHaveLength(1);
});

it('takes a describe for a list, not for a function', () => {
  const suite = `describe('it', () => {\n  it('works', () => {});\n${lines(60)}});\n`;
  expect(messages('a.test.ts', suite)).toEqual([]);
  expect(messages('a.ts', suite)).toHaveLength(1);
});

it('reports a file that is too long', () => {
  expect(messages('a.ts', lines(fileLinesMax + 1))).toEqual([
    '301 The file has 301 lines; at most 300 are expected.',
  ]);
});
