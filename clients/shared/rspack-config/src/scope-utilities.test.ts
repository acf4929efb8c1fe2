/** @jest-environment node */
import postcss from 'postcss';
import { scopeOf, scopeUtilities } from './scope-utilities.ts';

const scope = scopeOf('auth');
const scoped = (css: string) => postcss([scopeUtilities('auth')]).process(css, { from: undefined }).css;

it('keeps utilities to the pages of the remote', () => {
  expect(scoped('@layer utilities { .hidden { display: none } }')).toBe(
    `@layer utilities { ${scope} .hidden { display: none } }`,
  );
});

it('reaches into media queries and takes each selector of a list', () => {
  expect(scoped('@layer utilities { @media (width >= 48rem) { .a, .b { color: red } } }')).toBe(
    `@layer utilities { @media (width >= 48rem) { ${scope} .a, ${scope} .b { color: red } } }`,
  );
});

it.each([
  ['the theme', '@layer theme { :root { --spacing: 4px } }'],
  ['what is outside of any layer', '.light { color-scheme: light }'],
  ['keyframes', '@layer utilities { @keyframes spin { to { rotate: 360deg } } }'],
])('leaves %s alone', (_what, css) => {
  expect(scoped(css)).toBe(css);
});

it('does not scope twice what is nested', () => {
  expect(scoped('@layer utilities { .a { &:hover { color: red } } }')).toBe(
    `@layer utilities { ${scope} .a { &:hover { color: red } } }`,
  );
});
