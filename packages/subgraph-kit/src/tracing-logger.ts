import { DefaultLogger, type LogContext } from '@mikro-orm/core';
import { SpanKind } from '@opentelemetry/api';
import { isTracing, recordSpan } from '@payloom/telemetry/spans';

const operationPattern = /^\s*(?:\/\*.*?\*\/\s*)?([a-z]+)/i;

/**
 * Makes a span of each statement, told of by MikroORM when it is over, with how long it took: its text with the places of its
 * values, never the values. What MikroORM hands to `pg` has them in it already, so that an instrumentation there would show
 * them.
 */
export class TracingLogger extends DefaultLogger {
  override logQuery(context: LogContext): void {
    super.logQuery({ ...context, query: context.query ?? '' });
    if (!isTracing()) return;
    const { query = '', took = 0, level } = context;
    const operation = operationPattern.exec(query)?.[1]?.toLowerCase() ?? 'query';
    const attributes = {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      'db.query.text': query,
    };
    recordSpan(`sql ${operation}`, { kind: SpanKind.CLIENT, attributes }, took, level === 'error');
  }
}
