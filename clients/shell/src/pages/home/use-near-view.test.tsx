import '@testing-library/jest-dom';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { useNearView } from './use-near-view.ts';

type Tell = (entries: { isIntersecting: boolean }[]) => void;
let tell: Tell | undefined;
const original = globalThis.IntersectionObserver;

class FakeObserver {
  readonly observe: () => void;
  constructor(tellOf: Tell) {
    this.observe = () => {
      tell = tellOf;
    };
  }
  disconnect = (): void => {
    tell = undefined;
  };
}

function Thing() {
  const element = useRef<HTMLParagraphElement>(null);
  return <p ref={element}>{useNearView(element) ? 'near' : 'far'}</p>;
}

beforeEach(() => Object.assign(globalThis, { IntersectionObserver: FakeObserver }));
afterEach(() => Object.assign(globalThis, { IntersectionObserver: original }));

it('is far until it comes near the window, and stays near', () => {
  render(<Thing />);
  act(() => tell?.([{ isIntersecting: false }]));
  expect(screen.getByText('far')).toBeInTheDocument();
  act(() => tell?.([{ isIntersecting: true }]));
  expect(screen.getByText('near')).toBeInTheDocument();
  expect(tell).toBeUndefined();
});

it.each(['scroll', 'pointerdown', 'keydown'])('counts as near from the first %s on', (deed) => {
  render(<Thing />);
  expect(screen.getByText('far')).toBeInTheDocument();
  fireEvent(window, new Event(deed));
  expect(screen.getByText('near')).toBeInTheDocument();
});

it('counts as near when what is near has had its time', async () => {
  render(<Thing />);
  expect(await screen.findByText('near', undefined, { timeout: 5_000 })).toBeInTheDocument();
});

it('is near where a browser does not tell', () => {
  Reflect.deleteProperty(globalThis, 'IntersectionObserver');
  render(<Thing />);
  expect(screen.getByText('near')).toBeInTheDocument();
});
