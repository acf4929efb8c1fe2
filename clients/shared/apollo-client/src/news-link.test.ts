import { ApolloClient, ApolloLink, InMemoryCache, Observable, gql } from '@apollo/client';
import { jest } from '@jest/globals';
import { createNewsLink } from './news-link.ts';

const query = gql`
  query Name {
    name
  }
`;
const subscription = gql`
  subscription Names {
    name
  }
`;

/** A client whose graph says these names, or fails. */
function clientThat(says: readonly string[] | Error) {
  const news = createNewsLink();
  const graph = new ApolloLink(
    () =>
      new Observable((observer) => {
        if (says instanceof Error) return observer.error(says);
        for (const name of says) observer.next({ data: { name } });
        observer.complete();
      }),
  );
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: news.link.concat(graph),
    devtools: { enabled: false },
  });
  return { client, news };
}

it('tells of an answer, after which the answer is as it was', async () => {
  const { client, news } = clientThat(['Alice']);
  const heard = jest.fn();
  news.subscribe(heard);
  expect((await client.query({ query })).data).toEqual({ name: 'Alice' });
  expect(heard).toHaveBeenCalledTimes(1);
});

it('tells of each live update', async () => {
  const { client, news } = clientThat(['Alice', 'Bob']);
  const heard = jest.fn();
  news.subscribe(heard);
  await new Promise<void>((resolve) =>
    client.subscribe({ query: subscription }).subscribe({ complete: resolve }),
  );
  expect(heard).toHaveBeenCalledTimes(2);
});

it('tells nothing where nobody has said anything', async () => {
  const { client, news } = clientThat(new TypeError('Failed to fetch'));
  const heard = jest.fn();
  news.subscribe(heard);
  await expect(client.query({ query })).rejects.toThrow('Failed to fetch');
  expect(heard).not.toHaveBeenCalled();
});

it('tells nobody who listens no more, also where that is while it tells', async () => {
  const { client, news } = clientThat(['Alice', 'Bob']);
  const other = jest.fn();
  const once = jest.fn(() => stop());
  const stop = news.subscribe(once);
  news.subscribe(other);
  await new Promise<void>((resolve) =>
    client.subscribe({ query: subscription }).subscribe({ complete: resolve }),
  );
  expect(once).toHaveBeenCalledTimes(1);
  expect(other).toHaveBeenCalledTimes(2);
});
