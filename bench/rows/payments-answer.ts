const HOUR_MS = 3_600_000;
const viewerId = '0193b6a0-0000-7000-8000-00000000a11c';

const party = (id: string, displayName: string, maskedEmail: string) => ({
  __typename: 'User',
  id,
  displayName,
  maskedEmail,
  avatar: null,
});
const alice = party(viewerId, 'Alice Meyer', 'a•••@payloom.example');
const others = Array.from({ length: 40 }, (_, nth) =>
  party(
    `0193b6a0-0000-7000-8000-0000000b${String(nth).padStart(4, '0')}`,
    `Vendor ${nth}`,
    `v•••@shop${nth}.example`,
  ),
);
const statuses = ['COMPLETED', 'COMPLETED', 'PENDING', 'FAILED', 'PROCESSING'] as const;
const money = (amountMinor: number) => ({ __typename: 'Money', amountMinor, currency: 'EUR' });

function edge(nth: number) {
  // Newest first, as the graph gives them: the id counts down.
  const id = `0193b6a0-0000-7000-8000-${String(10_000_000 - nth).padStart(12, '0')}`;
  const at = new Date(Date.UTC(2026, 10, 28) - nth * HOUR_MS).toISOString();
  const other = others[nth % others.length];
  const isSent = nth % 3 !== 0;
  const node = {
    __typename: 'Payment',
    id,
    status: statuses[nth % statuses.length],
    amount: money(100 + ((nth * 7_919) % 900_000)),
    refunded: money(0),
    note: nth % 4 === 0 ? null : `Order ${nth} with ${'a few words '.repeat(nth % 3)}`,
    direction: isSent ? 'SENT' : 'RECEIVED',
    createdAt: at,
    updatedAt: at,
    payer: isSent ? alice : other,
    recipient: isSent ? other : alice,
  };
  return { __typename: 'PaymentEdge', cursor: cursorOf(nth + 1), node };
}

/** So many come with each further page: as many as the list asks for. */
export const PAGE_ROWS = 20;
/** So many rows the list holds at once; behind them it goes on with another part. */
export const PART_ROWS = 2_000;

const cursorOf = (nth: number): string => `behind-${nth}`;
const placeBehind = (after: unknown): number =>
  typeof after === 'string' ? Number(after.slice('behind-'.length)) : 0;

/** Of which part of the list pages are measured, and how many rows it begins with; the others come whole, to be gone through. */
export interface Measured {
  readonly count: number;
  /** How many rows are before it. */
  readonly begin: number;
}

/** Page after page of payments without end. */
export function paymentsAnswer(measured: Measured): (after: unknown) => object {
  const countAt = (begin: number): number => {
    if (begin === measured.begin) return measured.count;
    return begin % PART_ROWS === 0 ? PART_ROWS : PAGE_ROWS;
  };
  return (after) => {
    const begin = placeBehind(after);
    const length = countAt(begin);
    const end = begin + length;
    return {
      data: {
        payments: {
          __typename: 'PaymentConnection',
          edges: Array.from({ length }, (_, index) => edge(begin + index)),
          pageInfo: { __typename: 'PageInfo', hasNextPage: true, endCursor: cursorOf(end) },
        },
      },
    };
  };
}

/** The session of whoever looks at them. */
export const sessionAnswer = () => ({
  data: {
    refreshSession: {
      __typename: 'Session',
      accessToken: 'bench',
      accessTokenExpiresAt: new Date(Date.now() + HOUR_MS).toISOString(),
      viewer: { id: viewerId, email: 'alice@payloom.example', role: 'CUSTOMER' },
    },
  },
});

/** What nothing is measured of. */
export const notHere = {
  data: null,
  errors: [{ message: 'Not in this benchmark.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
};
