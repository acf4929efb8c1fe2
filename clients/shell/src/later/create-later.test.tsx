import '@testing-library/jest-dom';
import { jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { createLater } from './create-later.ts';

class Caught extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError = (error: Error) => ({ error });

  override render = () => (this.state.error ? <p>{this.state.error.message}</p> : this.props.children);
}

function setUp(fetchParts: () => Promise<{ word: string }>) {
  const fetch = jest.fn(fetchParts);
  const later = createLater(fetch, 'It could not be fetched.');
  function Shown({ isWanted }: { isWanted: boolean }) {
    return <p>{later.use(isWanted)?.word ?? 'nothing yet'}</p>;
  }
  return { fetch, later, Shown };
}

it('is fetched when it is first wanted, once', async () => {
  const { fetch, later, Shown } = setUp(async () => ({ word: 'here' }));
  const { rerender } = render(<Shown isWanted={false} />);
  expect(fetch).not.toHaveBeenCalled();
  rerender(<Shown isWanted />);
  expect(await screen.findByText('here')).toBeInTheDocument();
  await act(later.load);
  expect(fetch).toHaveBeenCalledTimes(1);
  rerender(<Shown isWanted={false} />);
  expect(screen.getByText('nothing yet')).toBeInTheDocument();
});

it('fails whoever wants it where it could not be fetched, and nobody else', async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { later, Shown } = setUp(() => Promise.reject(new Error('lost')));
  render(
    <>
      <Caught>
        <Shown isWanted />
      </Caught>
      <Shown isWanted={false} />
    </>,
  );
  await act(later.load);
  expect(screen.getByText('It could not be fetched.')).toBeInTheDocument();
  expect(screen.getByText('nothing yet')).toBeInTheDocument();
});
