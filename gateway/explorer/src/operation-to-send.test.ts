import { operationToSend } from './operation-to-send.ts';

const twoOperations = 'query First { __typename } query Second { __typename }';

describe('the operation that the explorer sends', () => {
  it('is the one in the text, though the editor still names that of the tab before', () => {
    const sent = operationToSend({
      query: 'subscription PaymentChanged { paymentChanged { cursor } }',
      operationName: 'FourSubgraphs',
    });
    expect(sent.operationName).toBe('PaymentChanged');
    expect(sent.document?.definitions).toMatchObject([{ operation: 'subscription' }]);
  });

  it('has no name where the text gives none', () => {
    expect(operationToSend({ query: '{ me { id } }', operationName: 'Before' }).operationName).toBeNull();
  });

  it('is the chosen one of several', () => {
    expect(operationToSend({ query: twoOperations, operationName: 'Second' }).operationName).toBe('Second');
  });

  it('is left to the server where none of several is chosen', () => {
    expect(operationToSend({ query: twoOperations, operationName: 'Third' }).operationName).toBe('Third');
    expect(operationToSend({ query: twoOperations }).operationName).toBeNull();
  });

  it('goes as it was written where it cannot be read', () => {
    expect(operationToSend({ query: 'query {', operationName: 'Broken' })).toEqual({
      document: undefined,
      operationName: 'Broken',
    });
  });
});
