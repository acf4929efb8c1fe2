import type { ApolloServerPlugin } from '@apollo/server';
import { trace } from '@opentelemetry/api';
import type { SubgraphContext } from './context.ts';

/** Calls the span of a request by the operation it runs, once that is known. */
export const nameSpans: ApolloServerPlugin<SubgraphContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, operationName }) => {
      const span = trace.getActiveSpan();
      if (!operation || !span?.isRecording()) return;
      const name = operationName ?? 'anonymous';
      span.updateName(`${operation.operation} ${name}`);
      span.setAttributes({ 'graphql.operation.type': operation.operation, 'graphql.operation.name': name });
    },
  }),
};
