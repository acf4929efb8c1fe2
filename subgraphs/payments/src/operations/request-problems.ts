import type { PaymentRequest } from '../entities/payment-request.entity.ts';

export interface PaymentRequestNotFound {
  __typename: 'PaymentRequestNotFound';
  message: string;
}

/** Says the same of a request that is not there and of one that is not the viewer's. */
export function requestNotFound(message: string): PaymentRequestNotFound {
  return { __typename: 'PaymentRequestNotFound', message };
}

export interface PaymentRequestClosed {
  __typename: 'PaymentRequestClosed';
  message: string;
  request: PaymentRequest;
}

export function requestClosed(request: PaymentRequest, message: string): PaymentRequestClosed {
  return { __typename: 'PaymentRequestClosed', message, request };
}
