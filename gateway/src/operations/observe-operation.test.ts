import { getOperationAST, GraphQLError, parse, type ExecutionResult } from 'graphql';
import { Registry } from 'prom-client';
import { createMetrics } from '../http/metrics.ts';
import { observeOperation } from './observe-operation.ts';

const query = 'query Look { version }';
const mutation = 'mutation Look { version }';
const failure = (code: string): ExecutionResult => ({
  errors: [new GraphQLError('No.', { extensions: { code } })],
});
const waits = new AbortController().signal;

/** How an operation with this answer is counted. */
async function outcomeOf(answer: ExecutionResult, signal = waits, text = query): Promise<unknown> {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The document has no operation.');
  const metrics = createMetrics(new Registry());
  const prepared = { source: { text, document, operation }, name: 'Look' };
  const observed = { prepared, transport: 'http', traceparent: undefined, signal, metrics } as const;
  expect(await observeOperation(observed, async () => answer)).toBe(answer);
  const { values } = await metrics.operationSeconds.get();
  const [counted] = values.filter(({ metricName }) => metricName?.endsWith('_count'));
  expect(counted).toMatchObject({ value: 1, labels: { kind: operation.operation, field: 'version' } });
  return counted?.labels.outcome;
}

test.each([
  ['ok', { data: { version: '1' } }],
  ['refused', failure('FORBIDDEN')],
  ['failed', failure('SUBGRAPH_UNAVAILABLE')],
  ['failed', failure('INTERNAL_SERVER_ERROR')],
])('an operation is %s', async (outcome, answer) => {
  expect(await outcomeOf(answer)).toBe(outcome);
});

test('whoever went away meanwhile makes nothing fail', async () => {
  const gone = AbortSignal.abort();
  expect(await outcomeOf(failure('SUBGRAPH_UNAVAILABLE'), gone)).toBe('cancelled');
  expect(await outcomeOf(failure('FORBIDDEN'), gone)).toBe('refused');
  expect(await outcomeOf({ data: {} }, gone)).toBe('ok');
});

test('a mutation is seen through, and fails for whoever went away, too', async () => {
  expect(await outcomeOf(failure('SUBGRAPH_UNAVAILABLE'), AbortSignal.abort(), mutation)).toBe('failed');
});
