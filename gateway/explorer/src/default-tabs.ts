const fourSubgraphs = `# One query, four subgraphs: admin lists the users and
# what they did; auth, profile and payments know the rest.
# Sign in above as the administrator.
query FourSubgraphs {
  users(first: 5) {
    totalCount
    edges {
      node {
        email
        role
        displayName
        wallet {
          balance {
            amountMinor
            currency
          }
        }
        auditTrail(first: 1) {
          edges {
            node {
              action
              at
            }
          }
        }
      }
    }
  }
}
`;

const paymentChanged = `# Ticks when somebody pays. The event names the payment;
# payments, profile and auth tell the rest. Sign in above
# as who pays, who is paid, or as the administrator.
subscription PaymentChanged {
  paymentChanged {
    cursor
    type
    at
    payment {
      id
      status
      amount {
        amountMinor
        currency
      }
      payer {
        displayName
        maskedEmail
      }
      recipient {
        displayName
      }
    }
  }
}
`;

const makePayment = `# Pays somebody. The same key with the same input pays
# once, however often it is sent.
mutation MakePayment($input: MakePaymentInput!) {
  makePayment(input: $input) {
    __typename
    ... on Payment {
      id
      status
    }
    ... on Problem {
      message
    }
  }
}
`;

const payment = {
  input: {
    recipientEmail: 'bob@payloom.example',
    amount: { amountMinor: 250, currency: 'EUR' },
    note: 'From the explorer',
    idempotencyKey: 'explorer-0001',
  },
};

/** What a new visitor finds open. */
export const defaultTabs = [
  { query: fourSubgraphs },
  { query: paymentChanged },
  { query: makePayment, variables: JSON.stringify(payment, null, 2) },
];
