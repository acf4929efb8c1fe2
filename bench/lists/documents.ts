const page = 'pageInfo { hasNextPage endCursor }';
const money = '{ amountMinor currency }';
const party = '{ id displayName maskedEmail }';

/** What the page of payments asks for. */
export const paymentsQuery = /* GraphQL */ `
  query PaymentList($filter: PaymentFilter, $first: Int!, $after: String) {
    list: payments(filter: $filter, first: $first, after: $after) {
      edges {
        cursor
        node { id status amount ${money} refunded ${money} note direction createdAt payer ${party} recipient ${party} }
      }
      ${page}
    }
  }
`;

/** What the page of the audit log asks for. */
export const auditQuery = /* GraphQL */ `
  query AuditLog($filter: AuditEntryFilter, $first: Int!, $after: String) {
    list: auditEntries(filter: $filter, first: $first, after: $after) {
      edges {
        cursor
        node { id at action subject clientAddress before after actor { id displayName email } }
      }
      ${page}
    }
  }
`;

/** What the page of users asks for. */
export const usersQuery = /* GraphQL */ `
  query UserList($filter: UserFilter, $first: Int!, $after: String) {
    list: users(filter: $filter, first: $first, after: $after) {
      totalCount
      edges {
        cursor
        node { id displayName email role status createdAt wallet { id balance ${money} } }
      }
      ${page}
    }
  }
`;
