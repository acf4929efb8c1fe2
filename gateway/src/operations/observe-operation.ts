import { SpanStatusCode, trace } from '@opentelemetry/api';
import { inSpan, type SpanOptions } from '@payloom/telemetry/spans';
import { OperationTypeNode, type ExecutionResult } from 'graphql';
import type { GatewayMetrics } from '../http/metrics.ts';
import type { OperationSource, PreparedOperation } from './prepared-operation.ts';
import { rootFieldsOf } from './root-fields.ts';

export interface Observed {
  readonly prepared: Pick<PreparedOperation, 'source' | 'name'>;
  readonly transport: 'http' | 'websocket' | 'sse';
  /** Of the request, or of the one that opened the socket. */
  readonly traceparent: string | undefined;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly metrics: Pick<GatewayMetrics, 'operations' | 'operationSeconds'>;
}

/** What we could not do, rather than what the caller may not or did wrong. */
const ourFault = new Set<unknown>(['SUBGRAPH_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

type Outcome = 'ok' | 'refused' | 'cancelled' | 'failed';

/**
 * Who went to another page meanwhile gets half an answer to a query, which says nothing of how we are. A mutation is seen
 * through all the same: one that fails has failed.
 */
function outcomeOf({ errors }: ExecutionResult, wasCancelled: boolean): Outcome {
  if (!errors) return 'ok';
  if (!errors.some(({ extensions: { code } }) => ourFault.has(code))) return 'refused';
  return wasCancelled ? 'cancelled' : 'failed';
}

const labels = new WeakMap<OperationSource, string>();

/** How an operation is called in figures: a name that the schema knows, so that nobody can make up ever new ones. */
function labelOf({ source }: Observed['prepared']): string {
  const known = labels.get(source);
  if (known !== undefined) return known;
  const label = rootFieldsOf(source)[0]?.name.value ?? 'none';
  labels.set(source, label);
  return label;
}

/** Runs an operation in a span of its own, counts how it went, and how long it took by its first field. */
export async function observeOperation(
  { prepared, transport, traceparent, signal, metrics }: Observed,
  run: () => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const kind = prepared.source.operation.operation;
  const field = labelOf(prepared);
  const wasCancelled = (): boolean => signal.aborted && kind !== OperationTypeNode.MUTATION;
  const attributes = { 'graphql.operation.type': kind, 'graphql.operation.name': prepared.name ?? field };
  const options: SpanOptions = trace.getActiveSpan() ? { attributes } : { attributes, traceparent };
  const stopTimer = metrics.operationSeconds.startTimer({ kind, field });
  const result = await inSpan(`${kind} ${prepared.name ?? field}`, options, async (span) => {
    const answer = await run();
    if (outcomeOf(answer, wasCancelled()) === 'failed') span?.setStatus({ code: SpanStatusCode.ERROR });
    return answer;
  });
  stopTimer({ outcome: outcomeOf(result, wasCancelled()) });
  metrics.operations.inc({ kind, transport, outcome: result.errors ? 'errors' : 'ok' });
  return result;
}
