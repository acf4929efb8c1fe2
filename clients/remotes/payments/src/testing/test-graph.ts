import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { createCache } from '@payloom/apollo-client/cache';
import { OperationTypeNode } from 'graphql';
import type { PaymentChangesSubscription } from '../features/live-payments/__generated__/live-payments.ts';

type Variables = Record<string, unknown>;
type Data = Record<string, unknown>;

/** Answers an operation; a thrown error is a lost connection. */
export type Answer = (variables: Variables) => Data | Promise<Data>;

export interface TestGraph {
  client: ApolloClient;
  /** The variables of each request of that name, oldest first. */
  requests: (operationName: string) => Variables[];
  /** Changes how an operation is answered from now on. */
  answer: (operationName: string, answer: Answer) => void;
  /** Sends a live update about a payment to whoever listens. */
  update: (change: PaymentChangesSubscription['paymentChanged']) => void;
  /** Sends an update of another subscription by that name to whoever listens. */
  push: (operationName: string, data: Data) => void;
  /** Ends the stream of live updates. */
  endUpdates: () => void;
  /** How many listen to live updates. */
  listenerCount: () => number;
}

type Listeners = Set<{ next: (result: { data: Data }) => void; complete: () => void }>;

function listen(listeners: Listeners): Observable<ApolloLink.Result> {
  return new Observable((observer) => {
    listeners.add(observer);
    return () => listeners.delete(observer);
  });
}

function once(answer: Promise<Data>): Observable<ApolloLink.Result> {
  return new Observable((observer) => {
    answer.then(
      (data) => {
        observer.next({ data });
        observer.complete();
      },
      (error: unknown) => observer.error(error),
    );
  });
}

/** A graph whose answers the test gives, with the cache of the real one. */
export function createTestGraph(answers: Record<string, Answer>): TestGraph {
  const asked: { name: string; variables: Variables }[] = [];
  const given = new Map(Object.entries(answers));
  const streams = new Map<string, Listeners>();
  const listenersOf = (name: string): Listeners => {
    const listeners = streams.get(name) ?? new Set();
    streams.set(name, listeners);
    return listeners;
  };
  const push = (name: string, data: Data): void => {
    for (const listener of [...listenersOf(name)]) listener.next({ data });
  };

  const answerTo = async (name: string, variables: Variables): Promise<Data> => {
    const found = given.get(name);
    if (!found) throw new Error(`The test gives no answer to ${name}.`);
    return found(variables);
  };

  const link = new ApolloLink(({ operationName: name = '', operationType, variables }) => {
    asked.push({ name, variables });
    return operationType === OperationTypeNode.SUBSCRIPTION
      ? listen(listenersOf(name))
      : once(answerTo(name, variables));
  });

  return {
    client: new ApolloClient({ cache: createCache(), link, devtools: { enabled: false } }),
    requests: (name) => asked.filter((each) => each.name === name).map(({ variables }) => variables),
    answer: (name, answer) => given.set(name, answer),
    push,
    update: (paymentChanged) => push('PaymentChanges', { paymentChanged }),
    endUpdates: () => {
      for (const listener of [...listenersOf('PaymentChanges')]) listener.complete();
    },
    listenerCount: () => listenersOf('PaymentChanges').size,
  };
}
