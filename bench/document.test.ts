import { documentOf, type Result } from './document.ts';

const result: Result = {
  name: 'start',
  title: 'The second start',
  at: '2026-11-22T10:00:00.000Z',
  machine: { cores: 2, node: '24.0.0' },
  rows: [{ name: 'to ready', unit: 's', values: [3, 1, 2] }],
  aims: [{ name: 'to ready', value: 3, aim: 10, unit: 's', holds: true }],
};

describe('the document of benchmarks', () => {
  it('shows each with its command, its spread and its aims, in the order of names', () => {
    const missed = {
      ...result,
      name: 'a',
      title: 'Another',
      aims: result.aims.map((aim) => ({ ...aim, aim: 2, holds: false })),
    };
    const text = documentOf([result, missed]);
    expect(text.indexOf('## Another')).toBeLessThan(text.indexOf('## The second start'));
    expect(text).toContain('`npx --yes pnpm@12 bench start`, 2026-11-22, Node.js 24.0.0 on 2 cores.');
    expect(text).toContain('| to ready | s | 3 | 1.00 | 2.00 | 3.00 |');
    expect(text).toContain('- to ready: 3.00 s, aim 10.00 s: holds');
    expect(text).toContain('aim 2.00 s: **missed**');
  });
});
