import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { PaymentRequest } from '../entities/payment-request.entity.ts';
import { requestExpired } from '../events/request-events.ts';

const pageSizeMax = 100;

/**
 * Writes down which open requests have expired, and tells their makers; nobody could pay them since. Replicas pass each
 * other's rows by. Resolves with how many there were.
 */
export async function expirePaymentRequests(em: EntityManager, now = new Date()): Promise<number> {
  let expiredCount = 0;
  for (;;) {
    const pageCount = await em.fork().transactional(async (transaction) => {
      const page = await transaction.find(
        PaymentRequest,
        { status: 'OPEN', expiresAt: { $lte: now } },
        { orderBy: { id: 'asc' }, limit: pageSizeMax, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
      );
      for (const request of page) {
        Object.assign(request, { status: 'EXPIRED', updatedAt: now });
        requestExpired(transaction, request);
      }
      return page.length;
    });
    expiredCount += pageCount;
    if (pageCount < pageSizeMax) return expiredCount;
  }
}
