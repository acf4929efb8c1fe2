import '@testing-library/jest-dom';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { getTheme, setTheme, startTheme, ThemeToggle } from './theme.tsx';

const root = document.documentElement;

test('a choice is shown, remembered and read back at the next start', () => {
  const stop = startTheme();
  setTheme('dark');
  expect(root).toHaveClass('dark');
  expect(localStorage.getItem('payloom.theme')).toBe('dark');
  stop();
  root.className = '';
  startTheme()();
  expect(root).toHaveClass('dark');
});

test('the system decides when nothing else is chosen', () => {
  setTheme('dark');
  setTheme('system');
  expect(root).not.toHaveClass('dark');
  expect(root).not.toHaveClass('light');
});

test('a damaged memory counts as no choice', () => {
  localStorage.setItem('payloom.theme', 'purple');
  startTheme()();
  expect(getTheme()).toBe('system');
});

test('other tabs are followed', () => {
  const stop = startTheme();
  localStorage.setItem('payloom.theme', 'light');
  act(() => {
    dispatchEvent(new StorageEvent('storage', { key: 'payloom.theme' }));
  });
  expect(root).toHaveClass('light');
  stop();
});

test('the toggle is chosen from by keyboard and ticks the choice', async () => {
  const user = userEvent.setup();
  setTheme('light');
  render(<ThemeToggle />);
  await user.tab();
  await user.keyboard('{Enter}');
  const light = await screen.findByRole('menuitemradio', { name: 'Light' });
  expect(light).toBeChecked();
  await waitFor(() => expect(light).toHaveFocus());
  await user.keyboard('{ArrowDown}{Enter}');
  expect(getTheme()).toBe('dark');
  expect(screen.getByRole('button', { name: 'Theme: Dark' })).toBeInTheDocument();
});
