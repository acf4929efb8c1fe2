import { ApolloClient, ApolloLink, gql, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { of } from 'rxjs';
import { stepUpLink } from './step-up-link.ts';

const mutation: TypedDocumentNode<{ makePayment: { __typename: string } }, { key: string }> = gql`
  mutation Pay($key: String!) {
    makePayment(key: $key) {
      ... on Problem {
        message
      }
    }
  }
`;
const stepUpRequired = { __typename: 'StepUpRequired', message: 'Show that it is you.' };
const payment = { __typename: 'Payment', message: null };

/** A graph that gives these answers in turn, and a person who answers the question so. */
async function pay(answers: object[], isThem: boolean) {
  const keys: unknown[] = [];
  let asked = 0;
  const graph = new ApolloLink(({ variables }) => {
    keys.push(variables['key']);
    return of({ data: { makePayment: answers.shift() } });
  });
  const ask = async () => {
    asked += 1;
    return isThem;
  };
  const client = new ApolloClient({
    cache: new InMemoryCache({ possibleTypes: { Problem: ['StepUpRequired', 'Payment'] } }),
    link: stepUpLink({ ask }).concat(graph),
    devtools: { enabled: false },
  });
  const { data } = await client.mutate({ mutation, variables: { key: 'key-1' } });
  return { typename: data?.makePayment.__typename, keys, asked };
}

describe('an operation that asks for a recent proof', () => {
  it('is sent again as it was, once the proof is there', async () => {
    expect(await pay([stepUpRequired, payment], true)).toEqual({
      typename: 'Payment',
      keys: ['key-1', 'key-1'],
      asked: 1,
    });
  });

  it('is answered as the graph did when they will not', async () => {
    expect(await pay([stepUpRequired], false)).toEqual({
      typename: 'StepUpRequired',
      keys: ['key-1'],
      asked: 1,
    });
  });

  it('is asked for once, not for ever', async () => {
    expect(await pay([stepUpRequired, stepUpRequired], true)).toMatchObject({
      typename: 'StepUpRequired',
      asked: 1,
    });
  });

  it('is none where nothing of the kind is asked for', async () => {
    expect(await pay([payment], true)).toEqual({ typename: 'Payment', keys: ['key-1'], asked: 0 });
  });
});
