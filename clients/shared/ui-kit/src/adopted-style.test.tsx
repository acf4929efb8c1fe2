import { render } from '@testing-library/react';
import { styleSingleton } from './adopted-style.ts';

// jsdom knows no sheets that are adopted.
class Sheet {
  css = '';
  replaceSync(css: string): void {
    this.css = css;
  }
}

const adopted = () => document.adoptedStyleSheets.map((sheet) => Reflect.get(sheet, 'css'));

beforeEach(() => {
  Object.assign(globalThis, { CSSStyleSheet: Sheet });
  Object.defineProperty(document, 'adoptedStyleSheets', { value: [], writable: true, configurable: true });
});

it('keeps styles as long as somebody needs them, and writes no element into the page', () => {
  const Styles = styleSingleton();
  const one = render(<Styles styles="body { overflow: hidden }" />);
  const other = render(<Styles styles="body { overflow: hidden }" />);
  expect(adopted()).toEqual(['body { overflow: hidden }']);
  expect(document.querySelector('style')).toBeNull();
  one.unmount();
  expect(adopted()).toHaveLength(1);
  other.unmount();
  expect(adopted()).toEqual([]);
});

it('follows styles that are said to change, and no others', () => {
  const Fixed = styleSingleton();
  const { rerender } = render(<Fixed styles="a {}" />);
  rerender(<Fixed styles="b {}" />);
  expect(adopted()).toEqual(['a {}']);
  const Changing = styleSingleton();
  const changing = render(<Changing styles="c {}" dynamic />);
  changing.rerender(<Changing styles="d {}" dynamic />);
  expect(adopted()).toEqual(['a {}', 'd {}']);
});
