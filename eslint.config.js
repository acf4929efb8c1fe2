import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { importZonesRule } from './scripts/lint/import-zones.ts';

const root = import.meta.dirname;
const browserFiles = ['clients/**/*.{ts,tsx}', 'gateway/explorer/**/*.{ts,tsx}'];
const workerFiles = ['clients/shell/service-worker/**/*.ts', 'clients/shell/live-worker/live-worker.ts'];
const bundlerFiles = [
  '**/rspack.config.ts',
  'clients/shared/rspack-config/**/*.ts',
  'gateway/explorer/build.ts',
];
const testFiles = [
  '**/*.{test,contract,fixture}.{ts,tsx}',
  '**/{test,testing}/**',
  'e2e/**',
  'packages/testkit/**',
];

const typed = (project) => ({
  parserOptions: { project: `tsconfig.${project}.json`, tsconfigRootDir: root },
});

const doubleCast = {
  selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type=/TS(Unknown|Any)Keyword/]',
  message: 'A double cast hides what a type says: parse or narrow instead.',
};

const house = {
  'payloom/import-zones': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true, allowNullish: true },
  ],
  // `() => doIt()` reads better than a block, and what it returns harms nobody.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // An interface may ask for a promise where one implementation has nothing to wait for.
  '@typescript-eslint/require-await': 'off',
  // Reports MikroORM, whose instances its own factory makes.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  '@typescript-eslint/no-invalid-void-type': 'off',
  '@typescript-eslint/no-dynamic-delete': 'off',
  // Stores hand out functions that need no `this`; their types do not say so.
  '@typescript-eslint/unbound-method': 'off',
  'no-restricted-syntax': ['error', doubleCast],
};

// What is read stands in words.ts, in both languages. Signs such as "–" and the product's name are nobody's language.
const word = '/^(?!\\s*Payloom\\s*$).*\\p{L}{2}/su';
const readProps =
  '/^(alt|placeholder|title|label|description|action|empty|nothing|announce|aria-(label|description|valuetext))$/';
// What is shown: a child of an element, or an attribute that is read.
const shown = [
  ':matches(JSXElement, JSXFragment) > JSXExpressionContainer',
  `JSXAttribute[name.name=${readProps}] > JSXExpressionContainer`,
];
const message = 'Say it through useWords(), with the words in words.ts in both languages.';
const unworded = [
  `JSXText[value=${word}]`,
  `JSXAttribute[name.name=${readProps}] > Literal[value=${word}]`,
  ...shown.flatMap((expression) => [
    `${expression} > Literal[value=${word}]`,
    `${expression} > TemplateLiteral > TemplateElement[value.raw=${word}]`,
    `${expression} > ConditionalExpression > Literal.consequent[value=${word}]`,
    `${expression} > ConditionalExpression > Literal.alternate[value=${word}]`,
    `${expression} > LogicalExpression > Literal.right[value=${word}]`,
  ]),
].map((selector) => ({ selector, message }));

// Matchers such as expect.any() and messages of child processes are `any` by their own types.
const tests = {
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/no-unnecessary-condition': 'off',
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/__generated__/',
      '**/coverage/',
      '.payloom/',
      'e2e/test-results/',
      '*.js',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: typed('server'),
  },
  { files: browserFiles, ignores: bundlerFiles, languageOptions: typed('clients') },
  { files: workerFiles, languageOptions: typed('service-worker') },
  { files: browserFiles, ignores: bundlerFiles, ...reactHooks.configs.flat.recommended },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { payloom: { rules: { 'import-zones': importZonesRule(root) } } },
    rules: house,
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['clients/**/*.tsx'],
    ignores: testFiles,
    rules: { 'no-restricted-syntax': ['error', doubleCast, ...unworded] },
  },
  // The DOM's types promise what not every browser, and no test environment, has.
  { files: browserFiles, rules: { '@typescript-eslint/no-unnecessary-condition': 'off' } },
  { files: testFiles, rules: tests },
);
