import '@testing-library/jest-dom';
import { readFileSync } from 'node:fs';
import { render, screen } from '@testing-library/react';
import { LiveGlow } from './live-glow.tsx';
import { Timeline, type TimelineStep } from './timeline.tsx';

const glowOf = (text: string): string | null =>
  screen.getByText(text).closest('[data-glow]')?.getAttribute('data-glow') ?? null;

test('a value rests until it changes, then glows once for each change', () => {
  const { rerender } = render(<LiveGlow value={1}>one</LiveGlow>);
  expect(glowOf('one')).toBeNull();
  rerender(<LiveGlow value={2}>two</LiveGlow>);
  expect(glowOf('two')).toBe('odd');
  rerender(<LiveGlow value={2}>two</LiveGlow>);
  expect(glowOf('two')).toBe('odd');
  rerender(<LiveGlow value={3}>three</LiveGlow>);
  expect(glowOf('three')).toBe('even');
});

test('a change is announced only where asked, and not before there is one', () => {
  const { rerender } = render(
    <LiveGlow value={1} announce="Balance 25.00 EUR">
      25.00
    </LiveGlow>,
  );
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  rerender(
    <LiveGlow value={2} announce="Balance 30.00 EUR">
      30.00
    </LiveGlow>,
  );
  expect(screen.getByRole('status')).toHaveTextContent('Balance 30.00 EUR');
  rerender(<LiveGlow value={3}>31.00</LiveGlow>);
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
});

test('nothing glows for whoever asked for less motion', () => {
  const css = readFileSync(new URL('styles.css', import.meta.url), 'utf8');
  const block = /@media \(prefers-reduced-motion: reduce\) \{\s*\[data-glow\] \{\s*animation: none;/;
  expect(css).toMatch(block);
});

test('a step that joins the timeline glows; those that were there do not', () => {
  const created: TimelineStep = { id: 'a', label: 'Accepted', at: new Date().toISOString(), state: 'done' };
  const ahead: TimelineStep = { id: 'b', label: 'Completed', state: 'upcoming' };
  const { rerender } = render(<Timeline label="Progress" steps={[created, ahead]} />);
  expect(glowOf('Accepted')).toBeNull();
  rerender(
    <Timeline
      label="Progress"
      steps={[created, { id: 'c', label: 'Processing', state: 'current' }, { ...ahead, state: 'done' }]}
    />,
  );
  expect(glowOf('Accepted')).toBeNull();
  expect(glowOf('Processing')).toBe('odd');
  expect(glowOf('Completed')).toBe('odd');
  expect(screen.getByText('Processing').closest('li')).toHaveAttribute('aria-current', 'step');
  expect(screen.getByText(', in progress')).toHaveClass('sr-only');
});
